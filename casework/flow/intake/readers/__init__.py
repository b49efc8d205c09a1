"""Readers: a delivered file in, tables of text out. Bytes tell the format, not the name."""

from casework.flow.intake.readers.formats import tables
from casework.flow.intake.readers.handing import read, received, tell, warm
from casework.flow.intake.readers.headerless import FirstLine, Said, Unnamed
from casework.flow.intake.readers.table import Fault, Piece, Table
from casework.flow.intake.readers.text import ENCODINGS

__all__ = [
    "ENCODINGS",
    "Fault",
    "FirstLine",
    "Piece",
    "Said",
    "Table",
    "Unnamed",
    "read",
    "received",
    "tables",
    "tell",
    "warm",
]
