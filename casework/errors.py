"""What may go wrong, in the domain's words. Every error carries the facts and can be read out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path


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


class TrailBroken(CaseworkProblem):
    """The trail does not fit from `seq` on."""

    def __init__(self, seq: int, why: str) -> None:
        self.seq, self.why = seq, why
        super().__init__(f"The trail does not fit at entry {seq}: {why}.")


class FileUnreadable(CaseworkProblem):
    """A delivered file cannot be read at all."""

    def __init__(self, file: str, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file}: {why}")


class KindUnknown(FileUnreadable):
    """The header of a file matches no kind of delivery."""

    def __init__(
        self, file: str, header: Sequence[str], nearest: str, missing: Sequence[str]
    ) -> None:
        self.header, self.nearest, self.missing = tuple(header), nearest, tuple(missing)
        shown = ", ".join(header[:8]) or "no columns"
        super().__init__(
            file,
            f"the header ({shown}) matches no kind of delivery; "
            f"nearest is {nearest}, which also needs {', '.join(missing)}.",
        )


class DeliveryEmpty(FileUnreadable):
    def __init__(self, file: str) -> None:
        super().__init__(file, "there is nothing in it to import.")


class BatchWithdrawn(CaseworkProblem):
    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id
        super().__init__(f"Batch {batch_id} is withdrawn already.")


class LakeFileAltered(CaseworkProblem):
    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"The lake's file {path.name} is not what was registered: {why}.")


class VaultMissing(CaseworkProblem):
    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"The vault holds no bytes with SHA-256 {sha256}.")


class ExhibitAltered(CaseworkProblem):
    """Bytes read from the vault are not the bytes taken in."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        self.name, self.expected, self.found = name, expected, found
        super().__init__(f"{name} was altered: expected SHA-256 {expected}, found {found}.")


class RingNotFound(NotFound):
    def __init__(self, number: object) -> None:
        super().__init__("ring", number)


class StageNotAllowed(CaseworkProblem):
    """A case cannot go from one stage to the other."""

    def __init__(self, case: str, now: str, wanted: str) -> None:
        self.case, self.now, self.wanted = case, now, wanted
        super().__init__(f"{case} is at stage {now} and cannot go to {wanted}.")


class CaseClosed(CaseworkProblem):
    def __init__(self, case: str) -> None:
        self.case = case
        super().__init__(f"{case} is closed; reopen it to work on it.")


class CaseAlreadyOpen(CaseworkProblem):
    """The ring is worked on in an open case already."""

    def __init__(self, ring: str, case: str) -> None:
        self.ring, self.case = ring, case
        super().__init__(f"{ring} is worked on in {case} already.")


class FindingOutdated(CaseworkProblem):
    """A ring rests on a delivery that has been withdrawn since."""

    def __init__(self, ring: str, file: str) -> None:
        self.ring, self.file = ring, file
        super().__init__(f"{ring} rests on {file}, withdrawn since; discover again first.")


class EditedMeanwhile(CaseworkProblem):
    """Someone else saved between this officer's reading and saving."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} was changed by someone else meanwhile; look again, then save.")


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


class JobTaken(CaseworkProblem):
    """Another worker holds this job now; what was done here is dropped."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"Job {job_id} was taken over by another worker.")


class JobOver(CaseworkProblem):
    def __init__(self, job_id: int, state: str) -> None:
        self.job_id, self.state = job_id, state
        super().__init__(f"Job {job_id} is {state} already.")


class NameTaken(CaseworkProblem):
    """Something of this name exists already."""

    def __init__(self, noun: str, name: str) -> None:
        self.noun, self.name = noun, name
        super().__init__(f"The name {name} is taken by another {noun}.")


class LastAdministrator(CaseworkProblem):
    def __init__(self, email: str) -> None:
        self.email = email
        super().__init__(f"{email} is the last active administrator and cannot be disabled.")


class TooManyTries(CaseworkProblem):
    """Sign-in is refused for a while after too many wrong tries."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"Too many tries. Try again after {until:%H:%M} UTC.")


class FontMissing(CaseworkProblem):
    """The fonts packs are set in have not been fetched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"The font {path.name} is missing. Fetch the assets with: make install")


class WorldImpossible(CaseworkProblem):
    """The plan of a simulated world contradicts itself."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"This world cannot be made: {why}.")


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


class JurisdictionUnknown(CaseworkProblem):
    """Something that cannot be an ISO 3166-2 code."""

    def __init__(self, jurisdiction: str) -> None:
        self.jurisdiction = jurisdiction
        super().__init__(
            f"{jurisdiction!r} is not a jurisdiction; write it as in ISO 3166-2, like CN-44."
        )


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


class NotYetHappened(CaseworkProblem):
    def __init__(self, name: str, at: datetime) -> None:
        self.name, self.at = name, at
        super().__init__(f"{name}: {at:%Y-%m-%d %H:%M} UTC has not come yet.")


class BatchNotWithdrawn(CaseworkProblem):
    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id
        super().__init__(f"Batch {batch_id} is not withdrawn; it counts already.")


class ZoneUnknown(CaseworkProblem):
    def __init__(self, zone: str) -> None:
        self.zone = zone
        super().__init__(f"{zone!r} is not a time zone; write it as in Asia/Shanghai.")


class MappingUnfit(CaseworkProblem):
    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(f"The mapping {name} cannot be saved: {why}.")


class RegisterUnavailable(CaseworkProblem):
    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why
        super().__init__(f"The register at {place} cannot be used now: {why}.")


class NothingDiscovered(CaseworkProblem):
    def __init__(self) -> None:
        super().__init__("No discovery was run yet. Start one with: casework discover")


class MappingWithdrawn(CaseworkProblem):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The mapping {name} is withdrawn already.")


class FieldRefused(CaseworkProblem):
    def __init__(self, file: str, column: str, value: str, why: str) -> None:
        self.file, self.column, self.value, self.why = file, column, value, why
        super().__init__(f"{file}, {column}: {why}.")


class KindUncertain(KindUnknown):
    """A header has what names a row of a kind, and speaks mostly of something else."""

    def __init__(self, file: str, header: Sequence[str], nearest: str, known: int) -> None:
        super().__init__(file, header, nearest, ())
        self.known = known
        self.why = (
            f"only {known} of its {len(header)} columns are known, as those of {nearest}; "
            "say what its columns are, then deliver it again."
        )
        self.args = (f"{file}: {self.why}",)


class EncodingUnknown(CaseworkProblem):
    def __init__(self, encoding: str, known: Sequence[str]) -> None:
        self.encoding, self.known = encoding, tuple(known)
        super().__init__(f"{encoding!r} is no encoding known here: {', '.join(known)}.")


class BytesCountAlready(CaseworkProblem):
    def __init__(self, batch_id: int, other_id: int) -> None:
        self.batch_id, self.other_id = batch_id, other_id
        super().__init__(f"Batch {other_id} holds the same bytes, read again; withdraw it first.")


class NotAcceptedNow(CaseworkProblem):
    """A batch of a photograph was replaced by a later version, or the photograph put aside."""

    def __init__(self, batch_id: int, photograph_id: int) -> None:
        self.batch_id, self.photograph_id = batch_id, photograph_id
        super().__init__(
            f"Batch {batch_id} is not what is accepted of photograph {photograph_id} now; "
            "accept the fields of the photograph again instead."
        )


class LookOutdated(CaseworkProblem):
    def __init__(self, delivery: str, table: str, changed: str = "mapping") -> None:
        self.delivery, self.table, self.changed = delivery, table, changed
        super().__init__(
            f"{table} was looked at before its {changed} changed; look again before it is taken."
        )
