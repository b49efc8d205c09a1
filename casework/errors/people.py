"""What may go wrong with officers, agencies and signing in."""

from __future__ import annotations

from datetime import datetime

from casework.errors.problem import CaseworkProblem


class TooManyTries(CaseworkProblem):
    """Sign-in is refused for a while after too many wrong tries."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"Too many tries. Try again after {until:%H:%M} UTC.")


class PasswordRefused(CaseworkProblem):
    """A password that must not be chosen."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"This password cannot be used: {why}.")


class EmailRefused(CaseworkProblem):
    """Something that is not an e-mail address."""

    def __init__(self, email: str, why: str) -> None:
        self.email, self.why = email, why
        super().__init__(f"{email!r} is not an e-mail address: {why}")


class InvitationOver(CaseworkProblem):
    """The link was used, replaced by a newer one, or is too old."""

    def __init__(self) -> None:
        super().__init__(
            "This invitation cannot be used: it was used already, replaced by a newer one, "
            "or has ended. Ask an administrator for a new one."
        )


class OfficerDisabled(CaseworkProblem):
    def __init__(self, email: str) -> None:
        self.email = email
        super().__init__(f"{email} is disabled; enable the officer first.")


class LastAdministrator(CaseworkProblem):
    def __init__(self, email: str) -> None:
        self.email = email
        super().__init__(f"{email} is the last active administrator and cannot be disabled.")


class JurisdictionUnknown(CaseworkProblem):
    """Something that cannot be an ISO 3166-2 code."""

    def __init__(self, jurisdiction: str) -> None:
        self.jurisdiction = jurisdiction
        super().__init__(
            f"{jurisdiction!r} is not a jurisdiction; write it as in ISO 3166-2, like CN-44."
        )
