"""The root of what may go wrong, and what may go wrong with anything."""

from __future__ import annotations

from datetime import datetime


class CaseworkProblem(Exception):
    """The root of what the domain refuses or finds wrong; `str(problem)` is one clear sentence."""


class NotPermitted(CaseworkProblem):
    """The policy says no: `officer` may not do `action`, in the policy's own words, here."""

    def __init__(self, officer: str, action: str, says: str, subject: str = "") -> None:
        self.officer, self.action, self.subject = officer, action, subject
        place = f": {subject}" if subject else ""
        super().__init__(f"{officer} may not {says[:1].lower()}{says[1:]}{place}.")


class NotFound(CaseworkProblem):
    """There is no such thing, or the officer may not know of it: the two are told alike."""

    def __init__(self, noun: str, name: object) -> None:
        self.noun, self.name = noun, name
        super().__init__(f"There is no {noun} {name}.")


class NameTaken(CaseworkProblem):
    """Something of this name exists already."""

    def __init__(self, noun: str, name: str) -> None:
        self.noun, self.name = noun, name
        super().__init__(f"The name {name} is taken by another {noun}.")


class EditedMeanwhile(CaseworkProblem):
    """Someone else saved between this officer's reading and saving."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} was changed by someone else meanwhile; look again, then save.")


class TooLong(CaseworkProblem):
    """Something written is longer than what is kept of it: nothing is cut silently."""

    def __init__(self, what: str, length: int, most: int) -> None:
        self.what, self.length, self.most = what, length, most
        said = f"{what[:1].upper()}{what[1:]} has {length:,} characters"
        super().__init__(f"{said}; at most {most:,} can be kept.")


class NotYetHappened(CaseworkProblem):
    def __init__(self, name: str, at: datetime) -> None:
        self.name, self.at = name, at
        super().__init__(f"{name}: {at:%Y-%m-%d %H:%M} UTC has not come yet.")
