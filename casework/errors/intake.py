"""What may go wrong with what is delivered: files, batches, mappings, photographs."""

from __future__ import annotations

from collections.abc import Sequence

from casework.errors.problem import CaseworkProblem

_NAMES_SHOWN = 8
_LONGEST_NAME_SHOWN = 60


def _shown(name: str) -> str:
    """Return a column's name as it may stand in a sentence: in one line, and not too long."""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())
    return line if len(line) <= _LONGEST_NAME_SHOWN else line[: _LONGEST_NAME_SHOWN - 1] + "…"


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
        shown = ", ".join(map(_shown, header[:_NAMES_SHOWN])) or "no columns"
        super().__init__(
            file,
            f"the header ({shown}) matches no kind of delivery; "
            f"nearest is {nearest}, which also needs {', '.join(missing)}.",
        )


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


class HeaderMissing(KindUnknown):
    """A table begins with its first row: no name says what its columns are."""

    def __init__(self, file: str, header: Sequence[str]) -> None:
        super().__init__(file, header, "", ())
        self.why = (
            f"no header was found, the first row of its {len(header)} columns is a row; "
            "say what its columns are (casework map PATH), or that the first line is the header "
            "(--header yes)."
        )
        self.args = (f"{file}: {self.why}",)


class DeliveryEmpty(FileUnreadable):
    def __init__(self, file: str) -> None:
        super().__init__(file, "there is nothing in it to import.")


class BatchWithdrawn(CaseworkProblem):
    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id
        super().__init__(f"Batch {batch_id} is withdrawn already.")


class BatchNotWithdrawn(CaseworkProblem):
    def __init__(self, batch_id: int) -> None:
        self.batch_id = batch_id
        super().__init__(f"Batch {batch_id} is not withdrawn; it counts already.")


class BytesCountAlready(CaseworkProblem):
    def __init__(self, batch_id: int, other_id: int) -> None:
        self.batch_id, self.other_id = batch_id, other_id
        super().__init__(f"Batch {other_id} holds the same bytes, read again; withdraw it first.")


class ZoneUnknown(CaseworkProblem):
    def __init__(self, zone: str) -> None:
        self.zone = zone
        super().__init__(f"{zone!r} is not a time zone; write it as in Asia/Shanghai.")


class EncodingUnknown(CaseworkProblem):
    def __init__(self, encoding: str, known: Sequence[str]) -> None:
        self.encoding, self.known = encoding, tuple(known)
        super().__init__(f"{encoding!r} is no encoding known here: {', '.join(known)}.")


class MappingUnfit(CaseworkProblem):
    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(f"The mapping {name} cannot be saved: {why}.")


class MappingWithdrawn(CaseworkProblem):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The mapping {name} is withdrawn already.")


class MappedMeanwhile(CaseworkProblem):
    """Another officer said what the same columns are since the one who saves now looked at them."""

    def __init__(self, name: str, by: str, version: int) -> None:
        self.name, self.by, self.version = name, by, version
        super().__init__(
            f"{by} saved version {version} of the mapping {name} for the same columns meanwhile; "
            "look at it, then save."
        )


class LookOutdated(CaseworkProblem):
    def __init__(self, delivery: str, table: str, changed: str = "mapping") -> None:
        self.delivery, self.table, self.changed = delivery, table, changed
        super().__init__(
            f"{table} was looked at before its {changed} changed; look again before it is taken."
        )


class FieldRefused(CaseworkProblem):
    def __init__(self, file: str, column: str, value: str, why: str) -> None:
        self.file, self.column, self.value, self.why = file, column, value, why
        super().__init__(f"{file}, {column}: {why}.")


class NotAcceptedNow(CaseworkProblem):
    """A batch of a photograph was replaced by a later version, or the photograph put aside."""

    def __init__(self, batch_id: int, photograph_id: int) -> None:
        self.batch_id, self.photograph_id = batch_id, photograph_id
        super().__init__(
            f"Batch {batch_id} is not what is accepted of photograph {photograph_id} now; "
            "accept the fields of the photograph again instead."
        )


class DecidedMeanwhile(CaseworkProblem):
    """A photograph was decided on since the officer who decides now looked at it."""

    def __init__(self, file: str, by: str, did: str) -> None:
        self.file, self.by, self.did = file, by, did
        super().__init__(f"{file}: {by} {did} since it was looked at; look again, then decide.")
