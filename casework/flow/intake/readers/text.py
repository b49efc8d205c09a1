"""The encoding of a text file: found by reading all of it, never guessed from a part."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TextIO

from casework.errors import FileUnreadable
from casework.flow.intake.readers import plausible
from casework.flow.intake.readers.plausible import ENOUGH, Likeness

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "gb18030": "GB18030",
    "cp950": "Big5",
    "big5hkscs": "Big5 (Hong Kong)",
    "cp1252": "Windows Latin 1",
    "latin-1": "Latin 1",
}
"""The encodings of deliveries, as Python and as people call them."""
_PIECE = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
LONGEST_LINE = 1 << 23
"""Characters."""
_LIKELY = 0.75
"""From here on a text looks like language: right readings lie above 0.95, wrong ones below 0.6."""
_SURELY = 0.9
"""What sound UTF-8 is given up for."""
_CLEARLY = 0.25
"""Readings nearer to each other than this are in doubt."""
_FEW = 8
"""Characters outside ASCII, of which nobody can tell much."""
_TOO_FEW = 4
"""Different ones of which nothing can be told: UTF-8 is what most files are in."""
_TWO_BYTES = 0x800
"""Below it UTF-8 takes two bytes, as GB18030 and Big5 do for every character."""


@dataclass(frozen=True, slots=True)
class Text:
    """How a text file is to be opened, how many lines it has, and what else was met on the way."""

    encoding: str
    lines: int
    doubt: str = ""
    """Why it may be another encoding; "" where it cannot, or where an officer said which."""
    said: bool = False
    """Whether an officer said the encoding."""
    quoted: bool = True
    """Whether there is a double quotation mark anywhere in it."""
    escaped: bool = True
    """Whether there is a quotation mark behind a backslash anywhere in it."""

    @property
    def reading(self) -> dict[str, str]:
        """What is kept of it with the batch."""
        told = {"encoding": self.encoding}
        if self.said:
            told["encoding_by"] = "officer"
        if self.doubt:
            told["encoding_doubt"] = self.doubt
        return told


@dataclass(slots=True)
class _Through:
    """A file read through in one encoding."""

    encoding: str
    lines: int = 0
    failed: str = ""
    """The bytes that stopped the reading, if any did."""
    sample: str = ""
    """Text around the first characters outside ASCII."""
    beyond: int = field(default=0)
    """The highest character met in the sample."""
    quoted: bool = False
    escaped: bool = False

    def text(self, doubt: str = "", said: bool = False) -> Text:
        return Text(self.encoding, self.lines, doubt, said, self.quoted, self.escaped)


def text_of(path: Path, label: str, encoding: str = "") -> Text:
    """Return the encoding in which the whole file reads and which fits its text best.

    UTF-8, UTF-16, GB18030, Big5 or Latin 1; or `encoding`, where an officer said it. Raises
    FileUnreadable naming the line where the best of them fails.
    """
    if encoding:
        return _as_said(path, label, encoding)
    with path.open("rb") as file:
        head = file.read(1 << 12)
    certain = _by_bom(head) or _by_zeros(head)
    first = _read_through(path, certain or "utf-8")
    if first.failed:
        return _other(path, label, () if certain else tuple(_NATIONAL), first)
    if certain or not first.sample or first.beyond >= _TWO_BYTES:
        return first.text()
    return _chinese_by_chance(path, first)


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


def _as_said(path: Path, label: str, encoding: str) -> Text:
    if encoding not in ENCODINGS:
        known = ", ".join(ENCODINGS)
        raise FileUnreadable(label, f"{encoding!r} is no encoding known here: {known}.")
    found = _read_through(path, encoding)
    if found.failed:
        why = f"line {found.lines + 1:,} holds {found.failed}, which is not {ENCODINGS[encoding]}"
        raise FileUnreadable(label, f"{why}; leave the encoding open, or name another.")
    return found.text(said=True)


_NATIONAL: dict[str, Callable[[str], Likeness]] = {
    "gb18030": plausible.chinese,
    "cp950": plausible.chinese,
    "big5hkscs": plausible.chinese,
    "cp1252": plausible.latin,
    "latin-1": plausible.latin,
}


def _chinese_by_chance(path: Path, first: _Through) -> Text:
    """Return whether a file that reads as UTF-8 is Chinese: two bytes a character can be both."""
    likeness = plausible.one_script(first.sample)
    if likeness.share >= _LIKELY:
        return first.text()
    found, _ = _readings(path, ("gb18030", "cp950"))
    likely = [one for one in found if one[0].share >= _SURELY]
    if not likely:
        return first.text()
    fits, best = max(likely, key=lambda one: one[0].share)
    if len({mark for mark in best.sample if not mark.isascii()}) < _TOO_FEW:
        return first.text(_doubt(first.encoding, likeness, best.encoding, fits))
    return best.text(_doubt(best.encoding, fits, first.encoding, likeness))


def _other(path: Path, label: str, encodings: tuple[str, ...], failed: _Through) -> Text:
    """Return the best of the encodings that no mark tells."""
    found, failures = _readings(path, encodings)
    # What makes no words is no Latin 1, which any bytes are; a Chinese encoding they must be right
    # for. Damaged UTF-8 is neither.
    likely = [one for one in found if one[0].share >= _LIKELY] or [
        one for one in found if _NATIONAL[one[1].encoding] is plausible.chinese
    ]
    if likely:
        return _best(likely)
    furthest = max([failed, *failures], key=lambda one: one.lines)
    name = ENCODINGS[furthest.encoding]
    raise FileUnreadable(
        label,
        f"line {furthest.lines + 1:,} holds {furthest.failed}, which is not {name}; "
        "deliver the file in UTF-8, UTF-16, GB18030, Big5 or Latin 1.",
    )


def _readings(
    path: Path, encodings: tuple[str, ...]
) -> tuple[list[tuple[Likeness, _Through]], list[_Through]]:
    """Return a file read through in several encodings: how it fits them, and where it fails."""
    found, failures = [], []
    for encoding in encodings:
        through = _read_through(path, encoding)
        if through.failed:
            failures.append(through)
        else:
            found.append((_NATIONAL[encoding](through.sample), through))
    return found, failures


def _best(found: list[tuple[Likeness, _Through]]) -> Text:
    # Of equals the first: those that follow are the same with more or other rare signs.
    fits, best = max(found, key=lambda one: one[0].share)
    rivals = [one for one in found if not _alike(one[1].encoding, best.encoding)]
    if rivals:
        likeness, rival = max(rivals, key=lambda one: one[0].share)
        if fits.seen < _FEW or fits.share - likeness.share < _CLEARLY:
            return best.text(_doubt(best.encoding, fits, rival.encoding, likeness))
    return best.text()


def _alike(left: str, right: str) -> bool:
    """Return whether two encodings differ in rare signs alone."""
    families = ({"cp950", "big5hkscs"}, {"cp1252", "latin-1"})
    return left == right or any({left, right} <= family for family in families)


def _doubt(taken: str, fits: Likeness, other: str, likeness: Likeness) -> str:
    return (
        f"It reads as {ENCODINGS[other]} too. {ENCODINGS[taken]} was taken: {fits.share:.0%} of "
        f"its {fits.seen:,} characters outside ASCII are in common use, {likeness.share:.0%} as "
        f"{ENCODINGS[other]}. Say the encoding if names look wrong."
    )


def _by_bom(head: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def _by_zeros(head: bytes) -> str | None:
    """Return UTF-16 where zero bytes lie on one side of the pairs, and the pairs make a text."""
    after, before = head[1::2].count(0), head[::2].count(0)
    if 4 * min(after, before) >= max(after, before):
        return None
    encoding = "utf-16-le" if after > before else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(encoding, errors="replace")
    return encoding if plausible.written(text) >= _LIKELY else None


def _read_through(path: Path, encoding: str) -> _Through:
    """Return what reading a whole file in an encoding meets."""
    if encoding in ("utf-8", "utf-8-sig"):
        found = _utf8_through(path, encoding)
        if found is not None:
            return found
    decoder = codecs.getincrementaldecoder(encoding)()
    found = _Through(encoding)
    last = ""
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as problem:
                good = problem.object[: problem.start].decode(encoding, errors="ignore")
                odd = problem.object[problem.start : problem.end].hex(" ").upper()
                found.lines += good.count("\n")
                found.failed = f"the bytes {odd}"
                return found
            found.lines += text.count("\n")
            found.quoted = found.quoted or '"' in text
            found.escaped = found.escaped or '\\"' in text or (last == "\\" and text[:1] == '"')
            last = text[-1:]
            if len(found.sample) < ENOUGH and not text.isascii():
                _sample(found, text)
            if not piece:
                return found


def _sample(found: _Through, text: str) -> None:
    """Keep the lines that hold characters outside ASCII, up to what is enough."""
    for line in text.splitlines():
        if not line.isascii():
            found.sample += line[:ENOUGH] + "\n"
            found.beyond = max(found.beyond, ord(max(line[:ENOUGH])))
            if len(found.sample) >= ENOUGH:
                return


def _utf8_through(path: Path, encoding: str) -> _Through | None:
    """Return the same for sound UTF-8, which Arrow checks ten times faster; None for any other."""
    found = _Through(encoding)
    rest = b""
    with path.open("rb") as file:
        while piece := rest + file.read(_PIECE):
            whole = len(piece) if len(piece) == len(rest) else _whole_characters(piece)
            rest, piece = piece[whole:], piece[:whole]
            if not _is_utf8(piece):
                return None
            found.lines += piece.count(b"\n")
            found.quoted = found.quoted or b'"' in piece
            found.escaped = found.escaped or b'\\"' in piece or piece.endswith(b"\\")
            if len(found.sample) < ENOUGH and not piece.isascii():
                _sample(found, piece.decode())
    return found


def _whole_characters(piece: bytes) -> int:
    """Return how many bytes of a piece end with a whole character."""
    for back in range(1, min(4, len(piece)) + 1):
        if piece[-back] >= 0xC0:
            return len(piece) - back
        if piece[-back] < 0x80:
            break
    return len(piece)


def _is_utf8(piece: bytes) -> bool:
    import pyarrow as pa

    offsets = pa.py_buffer(struct.pack("=ii", 0, len(piece)))
    text = pa.StringArray.from_buffers(1, offsets, pa.py_buffer(piece))
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
