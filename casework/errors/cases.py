"""What may go wrong with rings, cases, shares and packs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.errors.problem import CaseworkProblem, NotFound


class NothingDiscovered(CaseworkProblem):
    def __init__(self) -> None:
        super().__init__("No discovery was run yet. Start one with: casework discover")


class RingNotFound(NotFound):
    def __init__(self, number: object) -> None:
        super().__init__("ring", number)


class FindingOutdated(CaseworkProblem):
    """A ring rests on a delivery that has been withdrawn since."""

    def __init__(self, ring: str, file: str) -> None:
        self.ring, self.file = ring, file
        super().__init__(f"{ring} rests on {file}, withdrawn since; discover again first.")


class CaseAlreadyOpen(CaseworkProblem):
    """The ring is worked on in an open case already."""

    def __init__(self, ring: str, case: str) -> None:
        self.ring, self.case = ring, case
        super().__init__(f"{ring} is worked on in {case} already.")


class StageNotAllowed(CaseworkProblem):
    """A case cannot go from one stage to the other."""

    def __init__(self, case: str, now: str, wanted: str) -> None:
        self.case, self.now, self.wanted = case, now, wanted
        super().__init__(f"{case} is at stage {now} and cannot go to {wanted}.")


class CaseClosed(CaseworkProblem):
    def __init__(self, case: str) -> None:
        self.case = case
        super().__init__(f"{case} is closed; reopen it to work on it.")


class ShareEndsInThePast(CaseworkProblem):
    def __init__(self, ends_at: datetime) -> None:
        self.ends_at = ends_at
        super().__init__(f"A share cannot end in the past ({ends_at:%Y-%m-%d}).")


class ShareWithSelf(CaseworkProblem):
    def __init__(self, agency: str) -> None:
        self.agency = agency
        super().__init__(f"{agency} leads this case; it needs no share of it.")


class ShareOver(CaseworkProblem):
    """The share was revoked or has ended already."""

    def __init__(self, agency: str) -> None:
        self.agency = agency
        super().__init__(f"The share with {agency} is over already.")


class RecipientNotCleared(CaseworkProblem):
    """The agency holds no live share of the case that allows a pack."""

    def __init__(self, agency: str, case: str) -> None:
        self.agency, self.case = agency, case
        super().__init__(
            f"{agency} holds no live share of {case} at level export; share the case with it first."
        )


class PackUnsealed(CaseworkProblem):
    """A pack fails its own checks: `findings` name each thing that does not fit."""

    def __init__(self, name: str, findings: Sequence[str]) -> None:
        self.name, self.findings = name, tuple(findings)
        super().__init__(f"{name} is not as it was sealed: {findings[0]}")
