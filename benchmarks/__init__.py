"""Casework beside what people would use instead: one command each, figures printed."""
