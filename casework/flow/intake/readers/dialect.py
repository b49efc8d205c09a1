"""How a CSV file is written: its delimiter, its quotation marks, and where its table begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from casework.flow.intake.readers.headerless import names_ours

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "vertical bar"}
LOOKED_AT = 1 << 18
"""Characters from the beginning: some thousand rows."""
_ROWS_LOOKED_AT = 1_000
_LONGEST_PREAMBLE = 50
_SAID = re.compile(r'"?sep=([,;\t|])"?[,;\t| ]*\r?\n?', re.IGNORECASE)
"""What spreadsheets write above a table to say its delimiter."""
_BEHIND = re.compile(r"\\(.)", re.DOTALL)
_NARROW = 4
"""Below so many columns a note above a table is hard to tell from its header."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the records of a CSV file are told from its text."""

    delimiter: str = ","
    quote: str = '"'
    escaped: bool = False
    """Quotation marks within a cell stand behind a backslash, rather than doubled."""

    @property
    def reading(self) -> dict[str, str]:
        """What is kept of it with the batch."""
        told = {"delimiter": DELIMITERS[self.delimiter]}
        if self.quote != '"':
            told["quote"] = "single quotation mark"
        if self.escaped:
            told["quotes_within"] = "backslash"
        return told

    def records(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Return the records of lines, as the csv module tells them."""
        if not self.escaped:
            return csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote)
        # Alone, a backslash is one: the csv module would take it away.
        special = f"\\{self.quote}"
        mended = (
            _BEHIND.sub(lambda met: met[0] if met[1] in special else f"\\{met[0]}", line)
            if "\\" in line
            else line
            for line in lines
        )
        return csv.reader(mended, delimiter=self.delimiter, quotechar=self.quote, escapechar="\\")


def dialect_of(opening: str, escapes: Iterable[str] | None = None) -> Dialect:
    """Return how a CSV file is written, told by its opening lines.

    `escapes`, given where there is a quotation mark behind a backslash anywhere, are the lines of
    the whole file.
    """
    said = _SAID.match(opening)
    candidates = said.group(1) if said else "".join(DELIMITERS)
    sample = opening[said.end() :] if said else opening
    quote = _quote(sample, candidates)
    delimiter = max(candidates, key=lambda one: _fitness(sample, Dialect(one, quote)))
    escaped = escapes is not None and _is_escaped(escapes, delimiter, quote)
    return Dialect(delimiter, quote, escaped)


def opening_of(file: TextIO) -> str:
    """Return the whole lines a file begins with; its one line where that is longer."""
    text = file.read(LOOKED_AT)
    if len(text) < LOOKED_AT:
        return text
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text


def preamble(records: Sequence[Sequence[str]], columns: int) -> int:
    """Return how many records stand above the header: titles, dates of export, blank lines.

    `columns` is the width of most rows.

    >>> preamble([["订单导出"], ["导出时间：2026-03-06", ""], [], ["a", "b", "c"]], 3)
    3
    """
    for at, record in enumerate(records[:_LONGEST_PREAMBLE]):
        if not _is_note(record, columns):
            return at
    return 0


def width(records: Iterable[Sequence[str]]) -> int:
    """Return how many cells most records have; of equals the more."""
    widths = Counter(len(record) for record in records if any(record))
    return max(widths, key=lambda one: (widths[one], one), default=0)


def _is_note(record: Sequence[str], columns: int) -> bool:
    filled = [cell for cell in record if cell.strip("\ufeff \t")]
    if not filled:
        return True
    if len(filled) == 1:
        return columns > 1
    if names_ours(record):
        return False
    last = max(at for at, cell in enumerate(record) if cell)
    if last + 1 >= columns:
        return False
    few = columns >= _NARROW and len(filled) <= min(2, columns // 2)
    return few or any("：" in cell or ": " in cell for cell in filled)


def _fitness(sample: str, dialect: Dialect) -> tuple[int, float, int]:
    """Return how well a delimiter splits: the first line is the header of what follows, then many
    rows are as wide as the header, then they are wide.
    """
    records = [record for record in some(sample, dialect) if any(record)]
    columns = width(records)
    if columns < 2:
        return (0, 0.0, columns)
    above = preamble(records, columns)
    fits = len(records[above]) == columns
    share = sum(len(record) == columns for record in records) / len(records)
    return (fits and 1 + (above == 0), share**2 * (columns - 1), columns)


def some(sample: str, dialect: Dialect) -> list[list[str]]:
    """Return the first records of a text."""
    found: list[list[str]] = []
    try:
        for record in dialect.records(io.StringIO(sample, newline="")):
            found.append(record)
            if len(found) >= _ROWS_LOOKED_AT:
                break
    except csv.Error:  # a cell too long, behind a quotation mark that is none in this dialect
        pass
    return found


def _quote(sample: str, delimiters: str) -> str:
    """Return the single quotation mark where all names of the header stand between such, or a cell
    with a delimiter in it does, and none between double ones.
    """
    for mark in map(re.escape, delimiters) if "'" in sample else ():
        if re.search(f'(?:^|{mark})"', sample, re.MULTILINE):
            continue
        header = rf"\s*'[^'\r\n]*'(?:{mark}'[^'\r\n]*')*[ \t]*(?:[\r\n]|$)"
        needed = rf"(?:^|{mark})'[^'\r\n]*{mark}[^'\r\n]*'(?={mark}|[\r\n]|$)"
        if re.match(header, sample) or re.search(needed, sample, re.MULTILINE):
            return "'"
    return '"'


def _is_escaped(lines: Iterable[str], delimiter: str, quote: str) -> bool:
    """Return whether marks behind a backslash stand within cells, where doubled ones would."""
    edge = re.escape(delimiter)
    within = re.compile(
        rf"(?:^|{edge}){quote}[^{quote}\r\n]*\\{quote}(?:[^{quote}{edge}\r\n]|{quote}(?:{edge}|[\r\n]))"
    )
    doubled = re.compile(rf"[^\\{quote}{edge}\r\n]{quote}{quote}[^{quote}{edge}\r\n]")
    found = False
    for line in lines:
        if doubled.search(line):
            return False
        found = found or bool(within.search(line))
    return found
