"""The encoding of a text file: found by reading all of it, never guessed from a part."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TextIO

from casework.errors import FileUnreadable

_PIECE = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}
LONGEST_LINE = 1 << 23
"""Characters."""
_SHARE_OF_ZEROS = 0.05
"""Text in UTF-16 is full of zero bytes, text in any other encoding has none."""


@dataclass(frozen=True, slots=True)
class Text:
    """How a text file is to be opened, and how many lines it has."""

    encoding: str
    lines: int


def text_of(path: Path, label: str) -> Text:
    """Return the encoding in which the whole file reads: UTF-8, UTF-16 or GB18030.

    Raises FileUnreadable naming the line where the best of them fails.
    """
    with path.open("rb") as file:
        head = file.read(1 << 12)
    certain = _by_bom(head) or _by_zeros(head)
    candidates = (certain,) if certain else ("utf-8", "gb18030")
    failures = []
    for encoding in candidates:
        ends, failed = _read_through(path, encoding)
        if not failed:
            return Text(encoding, ends)
        failures.append((ends, encoding, failed))
    ends, encoding, byte = max(failures)
    name = _NAMES.get(encoding, encoding.upper())
    raise FileUnreadable(
        label,
        f"line {ends + 1:,} holds {byte}, which is not {name}; "
        "deliver the file in UTF-8, UTF-16 or GB18030.",
    )


def lines(file: TextIO, label: str) -> Iterator[str]:
    """Return the lines of an open text; FileUnreadable names one too long to be held in memory."""
    for number in count(1):
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_LINE:
            longest = f"{LONGEST_LINE:,} characters, more than any row of a table"
            raise FileUnreadable(label, f"line {number:,} is longer than {longest}.")
        yield line


def _by_bom(head: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def _by_zeros(head: bytes) -> str | None:
    if head.count(0) < max(1, _SHARE_OF_ZEROS * len(head)):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _read_through(path: Path, encoding: str) -> tuple[int, str]:
    """Return how many line ends were read, and what stopped the reading, if anything did."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as problem:
                good = problem.object[: problem.start].decode(encoding, errors="ignore")
                odd = problem.object[problem.start : problem.end].hex(" ").upper()
                return lines + good.count("\n"), f"the bytes {odd}"
            lines += text.count("\n")
            if not piece:
                return lines, ""
