"""Intake: deliveries handed in, looked at, taken in; photographs read; batches down to the row."""

from casework.web.intake import batches, deliveries, mappings, photographs
from casework.web.intake.frame import blueprint

__all__ = ["batches", "blueprint", "deliveries", "mappings", "photographs"]
