"""Dossiers of a few accounts: written down pair by pair, or any that can be thought of."""

from __future__ import annotations

from hypothesis import strategies as st

from casework.analysis.dossier import Dossier, SharedValue, Showing, compile_dossier
from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces
from casework.analysis.values import AccountKey, RowRef
from casework.vocabulary import IdentifierKind
from tests.analysis.traces import traces

KINDS = {
    Space.PHONE: IdentifierKind.PHONE,
    Space.DEVICE: IdentifierKind.DEVICE,
    Space.PAYMENT: IdentifierKind.PAYMENT_ACCOUNT,
    Space.IMAGE: IdentifierKind.IMAGE,
    Space.PICKUP: IdentifierKind.PICKUP_POINT,
}


def key(place: int) -> AccountKey:
    """Return the name of an account of the group."""
    return "taobao", f"s{place:02d}"


def row(account: int, value: int) -> RowRef:
    """Return the row in which an account shows a value."""
    return RowRef(1, "accounts", account + 2, f"{account}-{value}")


def dossier(shared: Traces, most: int = 1_000) -> Dossier:
    """Return the dossier of these traces; value 7 is written "v7" and shown in a row of its own."""
    space = dict(zip(shared.value.tolist(), shared.space.tolist(), strict=True))
    values = {v: SharedValue(Space(s), f"v{v:03d}", 2, 2, 400) for v, s in space.items()}
    shown: list[dict[int, Showing]] = [{} for _ in range(shared.accounts)]
    for end in (shared.left.tolist(), shared.right.tolist()):
        for account, value in zip(end, shared.value.tolist(), strict=True):
            kind, written = KINDS[values[value].space], f"v{value} as {account} writes it"
            rows = (row(account, value),)
            shown[account][value] = Showing(kind, written, 0.0, 10.0, rows)
    names = [key(place) for place in range(shared.accounts)]
    return compile_dossier(names, shared, values, shown, most)


@st.composite
def groups(draw: st.DrawFn, most: int = 7) -> Traces:
    """Draw the traces of any group, connected or not, judged or not."""
    accounts = draw(st.integers(2, most))
    pairs = [(a, b) for a in range(accounts) for b in range(a + 1, accounts)]
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(pairs),
                st.integers(0, 9),
                st.floats(0.01, 15.0, allow_nan=False),
            ),
            max_size=20,
            unique_by=lambda one: one[:2],
        )
    )
    spaces = list(KINDS)
    judged = draw(st.dictionaries(st.sampled_from(pairs), st.booleans(), max_size=2))
    rows = [(a, b, value, spaces[value % len(spaces)], w) for (a, b), value, w in drawn]
    return traces(accounts, rows, judged)
