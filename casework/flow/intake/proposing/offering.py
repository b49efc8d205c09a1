"""What the mapping of an earlier table without a header says, offered for one that is like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from casework.flow.intake.mapping import SavedMapping, read_alike
from casework.flow.intake.proposing.givens import Given
from casework.flow.intake.proposing.proposal import Proposed, ProposedColumn, proposal
from casework.flow.intake.readers import Unnamed
from casework.vocabulary import DeliveryKind

_STAND = {
    "email": "e-mail addresses",
    "moment": "dates or times",
    "amount": "amounts",
    "whole": "whole numbers",
    "digits": "long numbers",
    "address": "addresses",
    "code": "codes",
    "text": "texts",
    "": "values of several kinds, or none",
}


def suggested(
    header: Sequence[str],
    cells: Mapping[str, Sequence[str]],
    saved: Mapping[str, SavedMapping],
    kind: DeliveryKind | None = None,
) -> Proposed:
    """Return what a table seems to mean: as an earlier one without a header was read, where it has
    none either and the same kinds of values stand in it; else by its names and `cells`.
    """
    alike = offered(header, saved, kind) if isinstance(header, Unnamed) else None
    return alike or proposal(header, cells, kind)


def offered(
    header: Unnamed, saved: Mapping[str, SavedMapping], kind: DeliveryKind | None = None
) -> Proposed | None:
    """Return what a table would mean if it were read as an earlier one was, for an officer to look
    at; None where no mapping of such a table was saved.

    What two such mappings read otherwise is left open: which of them is right, no value tells.
    """
    alike = read_alike(header, saved, kind)
    if not alike:
        return None
    newest = alike[0]
    return Proposed(
        newest.kind,
        {
            theirs: _column(theirs, _STAND[values], alike)
            for theirs, values in zip(header, header.kinds, strict=True)
        },
        {
            ours: Given(value, f"as the mapping {newest.name} gives it")
            for ours, value in newest.constants.items()
            if all(one.constants.get(ours) == value for one in alike)
        },
        newest.name,
    )


def _column(theirs: str, values: str, alike: list[SavedMapping]) -> ProposedColumn:
    ours = alike[0].columns.get(theirs)
    here = f"here stand {values}"
    other = next((one for one in alike if one.columns.get(theirs) != ours), None)
    if other is not None:
        both = chain.from_iterable(
            (one.name, one.columns.get(theirs) or "nothing of ours") for one in (alike[0], other)
        )
        return ProposedColumn(None, 0.0, "{} reads it as {}, {} as {}; ".format(*both) + here)
    return ProposedColumn(ours, 0.0, f"as the mapping {alike[0].name} reads its file; {here}")
