"""What reading one hostile file may cost, and what reading one did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_MEMORY = 320 * 1024**2
_MEMORY_PER_BYTE = 26
"""A workbook of 900,000 different texts takes 25 bytes for each of its own."""
_HELD_AS_A_WHOLE = (b"PK\x03\x04", b"PAR1")
"""What these begin is not read row by row: workbooks, and the row groups of Parquet."""
_SECONDS = 5
_SECONDS_PER_MEBIBYTE = 4
_SILENCE = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may use before it is ended."""

    memory: int = _MEMORY
    """Bytes of its own, on top of the programs and libraries it begins with (some 120 MB)."""
    seconds: int = _SECONDS
    """Of computing, all threads together."""
    silence: float = _SILENCE
    """Seconds of waiting, without anything being handed on: a net below `seconds`."""

    @classmethod
    def of(cls, path: Path) -> Limits:
        """Return what reading a table of this size may use.

        A small file that wants much was made to harm; a large one has a right to more time, and to
        more memory where it cannot be read row by row.
        """
        size = path.stat().st_size
        with path.open("rb") as file:
            held = file.read(4) in _HELD_AS_A_WHOLE
        seconds = _SECONDS + _SECONDS_PER_MEBIBYTE * size // 1024**2
        return cls(_MEMORY + held * _MEMORY_PER_BYTE * size, seconds, _SILENCE + seconds)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a reading cost."""

    peak: int
    """Bytes resident at most, programs and libraries included."""
    seconds: float
    """Of computing."""
