"""Tables that begin with their first row: told by a first line that is like the lines below it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.canonical import canonical
from casework.flow.intake.synonyms import is_ours

_DIGITS = r"[0-9０-９]"
_KINDS = (
    ("whole", re.compile(rf"[+-]?{_DIGITS}{{1,6}}")),
    ("email", re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}")),
    (
        "moment",
        re.compile(
            r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)日?"
            r"(?:[T\s]*\d{1,2}[:：时]\d.{0,24})?"
        ),
    ),
    (
        "amount",
        re.compile(
            rf"[^\W\d]{{0,3}}[¥￥$€£]?\s?[+-]?(?:{_DIGITS}{{1,3}}(?:,{_DIGITS}{{3}})+(?:\.{_DIGITS}+)?"
            rf"|{_DIGITS}+[.,]{_DIGITS}+)\s?(?:元|%|kg|[A-Z]{{3}})?"
        ),
    ),
    ("digits", re.compile(r"\+?\(?[0-9０-９*](?:[ ()\-]{0,2}[0-9０-９*]){6,24}")),
    (
        "address",
        re.compile(
            r"(?=.{6,})[^\u3400-\u9fff]*[\u3400-\u9fff]"
            r".*?[0-9０-９A-Z]\s?(?:号|號|栋|棟|幢|室|弄|楼|樓|单元).*"
            r"|(?=.{10,})(?=[^0-9]*[0-9])(?=[0-9]|[^,]*,).*?\b(?:road|rd|street|st|avenue|ave|lane"
            r"|drive|district|building|bldg|room|rm|floor|blvd|straße|strasse|rue|via)\b.*",
            re.IGNORECASE,
        ),
    ),
    ("code", re.compile(r"(?=(?:[^0-9]*[0-9]){5})[\w:#|.][\w:#|./*\-]{5,127}", re.ASCII)),
)
"""What a cell may be that is a value. In this order: whole numbers are met most."""
_VALUES = frozenset({"email", "moment", "amount", "digits", "address", "code"})
"""What no column is called; whole numbers are, as years."""
_NOTHING = frozenset({"", "-", "--", "/", "n/a", "na", "null", "none", "nil", "无", "空", "未知"})
_LONGEST = 300
_ROWS, _COLUMNS = 100, 200
"""What is looked at: enough to tell."""
_SAME, _OTHER, _KIND = 0.5, 0.8, 0.8
"""Shares of a column's cells: that are what its first cell is; that are another thing than it; that
make a column one of its kind."""
_LONG_NUMBER, _LENGTHS = 10, 2
_WORD = re.compile(r"[A-Za-z]*")
_BEGINNING = 20
"""Rows by which a table without a header is met again."""
_FEWEST_OURS = 2


class FirstLine(StrEnum):
    """What an officer says of the first line of a table."""

    AS_FOUND = "as-found"
    HEADER = "yes"
    ROW = "no"


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer said of a file, where what was found out is not right."""

    encoding: str = ""
    """What a text file is in, one of `ENCODINGS`; "" has it found out."""
    first_line: FirstLine = FirstLine.AS_FOUND


class Unnamed(list[str]):
    """The names given to the columns of a table without a header: `column 1`, `column 2`, ...

    >>> Unnamed(["digits", "text"]), Unnamed(["digits", "text"]).kinds
    (['column 1', 'column 2'], ['digits', 'text'])
    """

    def __init__(self, kinds: Sequence[str], begins: str = "") -> None:
        super().__init__(f"column {number}" for number in range(1, len(kinds) + 1))
        self.kinds = list(kinds)
        """What stands in each, as `kind_of` says it; "" where its cells are of several kinds."""
        self.begins = begins
        """The hash of the table's first rows: no name tells it from others."""

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], columns: int) -> Unnamed:
        """Return the columns of a table, of which `rows` are the first."""
        first = canonical([list(row) for row in rows[:_BEGINNING]])
        return cls(kinds_of(rows, columns), hashlib.sha256(first.encode()).hexdigest())

    @classmethod
    def as_told(cls, header: list[str], told: Mapping[str, Any]) -> list[str]:
        """Return a header of which a reading, a look or a mapping says that nobody wrote it, as
        such; any other as it is.
        """
        unnamed = cls(told.get("kinds", ()), told.get("begins", ""))
        return unnamed if told.get("headerless") and unnamed == header else header

    @property
    def told(self) -> dict[str, Any]:
        """What is told of it in plain values: `as_told` makes it anew."""
        return {"headerless": True, "kinds": self.kinds, "begins": self.begins}


def kind_of(cell: str) -> str:
    """Return what a cell is: email, moment, amount, whole, digits, address, code, text, or "".

    >>> kind_of("138 1234 5678"), kind_of("2026-03-06 07:29"), kind_of("手机号"), kind_of("N/A")
    ('digits', 'moment', 'text', '')
    """
    bare = cell.strip("\ufeff \t\r\n'")
    if bare.lower() in _NOTHING:
        return ""
    if len(bare) > _LONGEST:
        return "text"
    return next((kind for kind, form in _KINDS if form.fullmatch(bare)), "text")


def first_row(records: Sequence[Sequence[str]], at: int) -> int | None:
    """Return where the rows of a table begin if no header stands at `at`; None where one does.

    A header names what stands below it: telephone numbers do not stand below a telephone number.
    Rows that were taken for notes above a header are rows where they look like the others.

    >>> first_row([["13812345678", "张伟"], ["13912345678", "李斌"]], 0)
    0
    >>> first_row([["手机号", "姓名"], ["13912345678", "李斌"]], 0) is None
    True
    """
    below = [row for row in records[at + 1 :] if any(row)][:_ROWS]
    if names_ours(records[at], below) or not _is_data(records[at], below):
        return None
    return _up(records, at)


def beginning(
    records: Sequence[Sequence[str]], least: int, said: FirstLine = FirstLine.AS_FOUND
) -> tuple[int, int | None]:
    """Return how many records stand before the header; and how many before the first row, None
    where a header stands there.

    `least` are notes above the table, as they seem to be. Who says that the first line is the
    header means the first that has several cells, where none was found below it.

    >>> rows = [["SF1000000000001", "13812345678"], ["SF1000000000002", "13912345678"]]
    >>> beginning(rows, 0), beginning(rows, 0, FirstLine.HEADER)
    ((0, 0), (0, None))
    """
    at = next((at for at, row in enumerate(records) if at >= least and any(row)), None)
    if at is None:
        return least, None
    if said is FirstLine.ROW:
        return at, _up(records, at)
    begins = first_row(records, at)
    if begins is None or said is FirstLine.AS_FOUND:
        return least, begins
    several = (one for one in range(at) if sum(map(bool, records[one])) > 1)
    return next(several, begins), None


def names_ours(record: Sequence[str], below: Sequence[Sequence[str]] = ()) -> bool:
    """Return whether several cells of a line are names of our columns, and no value met below."""
    named = 0
    for place, cell in enumerate(record[:_COLUMNS]):
        if cell and is_ours(cell) and not any(cell in row[place : place + 1] for row in below):
            named += 1
    return named >= _FEWEST_OURS


def _up(records: Sequence[Sequence[str]], at: int) -> int:
    """Return where rows begin of which one stands at `at`: those above that are like the others."""
    kinds = kinds_of(records[at:])
    while at and any(records[at - 1]) and _is_like(records[at - 1], kinds):
        at -= 1
    return at


def kinds_of(rows: Sequence[Sequence[str]], columns: int = 0) -> list[str]:
    """Return what stands in each of so many columns, "" where its cells are of several kinds.

    Where it is not said how many there are, as many as the longest row has.
    """
    rows = [row for row in rows[:_ROWS] if any(row)]
    found = []
    for place in range(columns or max(map(len, rows), default=0)):
        met = Counter(_below(rows, place)) if place < _COLUMNS else Counter()
        kind, often = met.most_common(1)[0] if met else ("", 0)
        found.append(kind if often >= _KIND * met.total() else "")
    return found


def _is_data(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether a line is a row of the table below it."""
    cells = [(place, cell, kind_of(cell)) for place, cell in enumerate(first[:_COLUMNS])]
    if not any(kind in _VALUES for _, _, kind in cells):
        return False
    if not below:
        return _is_data_alone([(cell, kind) for _, cell, kind in cells])
    votes = Counter(_vote(cell, kind, below, place) for place, cell, kind in cells if kind)
    return votes["row"] > 2 * votes["header"]


def _is_data_alone(cells: Sequence[tuple[str, str]]) -> bool:
    """Return whether the only line of a file is a row: values of several kinds, or a sure one."""
    kinds = {kind for _, kind in cells if kind in _VALUES}
    return len(kinds) > 1 or any(
        kind in ("email", "address")
        or (kind in ("digits", "code") and sum(map(str.isdigit, cell)) >= _LONG_NUMBER)
        for cell, kind in cells
    )


def _vote(cell: str, kind: str, below: Sequence[Sequence[str]], place: int) -> str:
    """Return whether a first cell speaks for a row, for a header, or ("") for neither."""
    kinds = _below(below, place)
    if not kinds:
        return ""
    same = sum(one == kind for one in kinds)
    if kind in _VALUES and same >= _SAME * len(kinds):
        alike = kind != "code" or any(
            _alike(cell, row[place]) for row in below if place < len(row) and row[place]
        )
        return "row" if alike else ""
    other = sum(one not in (kind, "text") for one in kinds)
    return "header" if other >= _OTHER * len(kinds) else ""


def _below(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return what the cells of a column are that say something."""
    kinds = [kind_of(row[place]) for row in rows if place < len(row)]
    return [kind for kind in kinds if kind]


def _alike(left: str, right: str) -> bool:
    """Return whether two codes may be of one make: as long, or begun with the same letters."""
    begun = [_WORD.match(one.strip()) for one in (left, right)]
    same = begun[0] and begun[1] and begun[0][0] and begun[0][0] == begun[1][0]
    return bool(same) or abs(len(left.strip()) - len(right.strip())) <= _LENGTHS


def _is_like(row: Sequence[str], kinds: Sequence[str]) -> bool:
    """Return whether a line has what its columns have, and at least one value among it."""
    met = [(one, kind) for one, kind in zip(map(kind_of, row), kinds, strict=False) if one and kind]
    return any(one in _VALUES for one, _ in met) and all(one == kind for one, kind in met)
