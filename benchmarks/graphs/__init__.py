"""Graphs with known communities, and the ways to find them that are compared."""
