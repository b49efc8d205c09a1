"""What may go wrong with an installation: settings, register, fonts, places."""

from __future__ import annotations

from pathlib import Path

from casework.errors.problem import CaseworkProblem


class NotASetting(CaseworkProblem):
    """The environment holds a value casework cannot use."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"{name} is {value!r}; it must be {wanted}.")


class RegisterMissing(CaseworkProblem):
    """No register has been made here yet."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"There is no register in {place}. Make one with: casework init")


class RegisterBehind(CaseworkProblem):
    """The register was made by another version of casework."""

    def __init__(self, found: str | None, wanted: str) -> None:
        self.found, self.wanted = found, wanted
        super().__init__(
            f"The register is at revision {found or 'none'}, this casework needs {wanted}. "
            "Bring it up with: casework init"
        )


class RegisterUnavailable(CaseworkProblem):
    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why
        super().__init__(f"The register at {place} cannot be used now: {why}.")


class FontMissing(CaseworkProblem):
    """The fonts packs are set in have not been fetched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"The font {path.name} is missing. Fetch the assets with: make install")


class EngineMissing(CaseworkProblem):
    """The settings ask for Spark, and something it runs on is not here."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(
            f"The engine spark needs {what}, which does not run here. Install it with: {remedy}"
        )


class ClusterUnavailable(CaseworkProblem):
    """Spark runs here, but the master that is named does not take the work."""

    def __init__(self, master: str, why: str) -> None:
        self.master, self.why = master, why
        super().__init__(f"Spark cannot work on {master}: {why}.")


class ClusterFailed(CaseworkProblem):
    """Spark took the work and broke off amid it; the register is as it was before."""

    def __init__(self, master: str, why: str) -> None:
        self.master, self.why = master, why
        super().__init__(f"Spark on {master} broke off: {why}. No ring was changed.")


class WorldImpossible(CaseworkProblem):
    """The plan of a simulated world contradicts itself."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"This world cannot be made: {why}.")


class AddressTaken(CaseworkProblem):
    """Something else listens where casework should."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        super().__init__(f"Something listens on {host}:{port} already; choose another --port.")


class HomeInUse(CaseworkProblem):
    """A demo would be made in a home that holds real work."""

    def __init__(self, home: Path) -> None:
        self.home = home
        super().__init__(f"{home} holds an installation; give the demo another CASEWORK_HOME.")
