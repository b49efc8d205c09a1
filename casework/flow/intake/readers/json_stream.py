"""JSON that is not one object a line: read value by value, never as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from casework.errors import FileUnreadable
from casework.flow.intake.readers.json_cells import decoder
from casework.flow.intake.readers.text import LONGEST_LINE

_AT_ONCE = 1 << 18
_OPENING = 1 << 18
"""Characters: longer than a row."""
_NEAR_THE_END = 12
"""Characters: what stops a decoder so near the end of what it was given may go on behind it."""
_DEEPEST = 4
"""Objects around the list of rows."""
_SPACE = " \t\r\n\ufeff"


class Stream:
    """The rows of a JSON text: the elements of its one list of objects, or its objects in turn."""

    def __init__(self, file: TextIO, label: str) -> None:
        self._file, self._label = file, label
        self._text, self._at, self._over = "", 0, False
        self._decoder = decoder()
        self._found: list[str] = []
        """Where lists of objects were met."""
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Return values and how they are written. Raises FileUnreadable where JSON ends."""
        mark = self._peek()
        if mark == "[":
            yield from self._elements()
        elif self._wraps():
            yield from self._within("", 1)
        else:
            while self._peek():
                yield self._value()
            return
        if self._peek():
            raise self._refusal("something follows behind its end")

    def _wraps(self) -> bool:
        """Return whether the first object holds a list of objects, rather than being a row."""
        # What the beginning does not tell, is told by its names: rows are not so long.
        opening = self._text[self._at :]
        while len(opening) < _OPENING and not self._over:
            self._more()
            opening = self._text[self._at :]
        try:
            first, _ = json.JSONDecoder().raw_decode(opening)
        except json.JSONDecodeError:
            return True
        except RecursionError:
            raise self._refusal("it is nested too deeply") from None
        return holds_rows(first)

    def _within(self, name: str, depth: int) -> Iterator[tuple[Any, str]]:
        """Return the rows within an object that begins here, and pass over what else it holds."""
        self._take("{")
        while self._peek() != "}":
            key, _ = self._value()
            if not isinstance(key, str):
                raise self._refusal("a name is expected")
            self._take(":")
            path = f"{name}.{key}" if name else key
            mark = self._peek()
            if mark == "{" and depth < _DEEPEST:
                yield from self._within(path, depth + 1)
            elif mark == "[" and self._peek(1) == "{":
                self._found.append(path)
                if len(self._found) > 1:
                    lists = " and ".join(self._found)
                    raise FileUnreadable(
                        self._label,
                        f"it holds several lists of objects ({lists}); deliver each as a file of "
                        "its own.",
                    )
                yield from self._elements()
            else:
                self._value()
            if self._peek() == ",":
                self._take(",")
        self._take("}")

    def _elements(self) -> Iterator[tuple[Any, str]]:
        self._take("[")
        while self._peek() != "]":
            yield self._value()
            if self._peek() == ",":
                self._take(",")
            elif self._peek() != "]":
                raise self._refusal("a comma is expected")
        self._take("]")

    def _value(self) -> tuple[Any, str]:
        if not self._peek():
            raise self._refusal("it ends before it is complete")
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as problem:
                if self._over or not self._may_go_on(problem):
                    raise self._refusal(problem.msg) from None
            except RecursionError:
                raise self._refusal("it is nested too deeply") from None
            else:
                if end < len(self._text) or self._over:
                    written = self._text[self._at : end]
                    self._at = end
                    self.count += isinstance(value, dict)
                    return value, written
            if len(self._text) - self._at > LONGEST_LINE:
                raise self._refusal(f"a value is longer than {LONGEST_LINE:,} characters")
            self._more()

    def _may_go_on(self, problem: json.JSONDecodeError) -> bool:
        left = len(self._text) - problem.pos
        return left <= _NEAR_THE_END or problem.msg.startswith("Unterminated string")

    def _peek(self, behind: int = 0) -> str:
        """Return the next mark that is no space; "" at the end."""
        while True:
            at = self._at + behind
            while at < len(self._text) and self._text[at] in _SPACE:
                at += 1
            if at < len(self._text):
                if not behind:
                    self._at = at
                return self._text[at]
            if self._over:
                return ""
            if not behind:
                self._at = at
            self._more()

    def _take(self, mark: str) -> None:
        found = self._peek()
        if found != mark:
            what = repr(found) if found else "its end"
            raise self._refusal(f"{mark} is expected, not {what}")
        self._at += 1

    def _more(self) -> None:
        # Twice as much each time: what is long is not tried again and again.
        wanted = max(_AT_ONCE, len(self._text) - self._at)
        read = self._file.read(wanted)
        self._over = not read
        self._text, self._at = self._text[self._at :] + read, 0

    def _refusal(self, why: str) -> FileUnreadable:
        where = f"behind row {self.count:,}" if self.count else "from its beginning"
        return FileUnreadable(self._label, f"it is not JSON {where}: {why}.")


def holds_rows(value: Any, depth: int = 1) -> bool:
    """Return whether an object holds a list of objects, in itself or in objects within."""
    for inner in value.values():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return True
        if isinstance(inner, dict) and depth < _DEEPEST and holds_rows(inner, depth + 1):
            return True
    return False
