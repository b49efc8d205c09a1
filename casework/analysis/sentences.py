"""The sentences an officer reads out: what two accounts share, how rare it is, what else it means.

Rarity is measured in the data at hand and says so; it is never the rarity in the world.
"""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.vocabulary import IdentifierKind

_WHAT: dict[Space, str] = {
    Space.PHONE: "the same phone number",
    Space.EMAIL: "the same e-mail address",
    Space.PAYMENT: "the same payment account",
    Space.COMPANY: "the same company registration number",
    Space.NAME: "the same name",
    Space.DEVICE: "the same device",
    Space.ADDRESS: "the same address, to the door",
    Space.PICKUP: "parcels picked up at the same point",
    Space.IMAGE: "the same picture in a listing",
    Space.MARK: "the same batch mark on goods bought from them",
    Space.PHONE_MASKED: "the same visible parts of a phone number",
    Space.NAME_MASKED: "the same visible part of a name",
    Space.ADDRESS_MASKED: "the same building",
    Space.SENDER_MASKED: "the same visible parts of the sender's phone at the same street number",
}

_INNOCENT: dict[Space, str] = {
    Space.PHONE: "The number was given out again, or belongs to an agency or a relay service.",
    Space.EMAIL: "An agency or a bookkeeper registered both shops.",
    Space.PAYMENT: "A payment agent or a relative takes the money for both.",
    Space.COMPANY: "One company openly runs several shops.",
    Space.NAME: "Two people have the same name.",
    Space.DEVICE: "A shop-operating agency, a family or a repair shop used the device for both.",
    Space.ADDRESS: "Relatives or successive tenants use the same premises.",
    Space.PICKUP: "Neighbours hand their parcels to the same courier at the same door.",
    Space.IMAGE: "One copied the picture, or both use the supplier's photographs.",
    Space.MARK: "Both bought from the same supplier without knowing each other.",
    Space.PHONE_MASKED: "Two different numbers look alike once they are masked.",
    Space.NAME_MASKED: "Two people have the same surname.",
    Space.ADDRESS_MASKED: "They are neighbours in one building.",
    Space.SENDER_MASKED: "Both ship through the same third-party warehouse or counter.",
}

_LABEL: dict[Space, IdentifierKind] = {
    Space.SENDER_MASKED: IdentifierKind.SENDER_PHONE,
}


def says(space: Space, accounts: int, parties: int, showing: int, *, apart: bool) -> str:
    """Return what is shared and how rare it is.

    `accounts` show the value, in `parties` once those that other traces join count as one, of
    `showing` accounts that show any value of the kind; `apart` when never at the same time.

    >>> says(Space.PHONE_MASKED, 2, 2, 8200, apart=False)
    'the same visible parts of a phone number: 2 of 8,200 accounts show it, 1 in 4,100 in this data'
    """
    text = (
        f"{_WHAT[space]}: {accounts:,} of {showing:,} accounts show it, "
        f"1 in {max(1, round(showing / max(accounts, 1))):,} in this data"
    )
    if parties < accounts:
        party = "party" if parties == 1 else "parties"
        text += f"; other traces join its holders to {parties:,} {party}"
    if apart:
        text += "; the two never showed it at the same time"
    return text


def what(space: Space) -> str:
    """Return what two accounts share, in the words of every sentence about it."""
    return _WHAT[space]


def innocent(space: Space) -> str:
    """Return the best innocent explanation of sharing a value of this space."""
    return _INNOCENT[space]


def hub_says(space: Space, accounts: int, parties: int) -> str:
    """Return why a value is not used.

    >>> hub_says(Space.DEVICE, 40, 38)
    'the same device: 40 accounts of 38 otherwise unrelated parties show it; too common, not used'
    """
    return (
        f"{_WHAT[space]}: {accounts:,} accounts of {parties:,} otherwise unrelated parties "
        "show it; too common, not used"
    )


def label(space: Space, kind: IdentifierKind | None) -> IdentifierKind:
    """Return the kind under which a reason of this space is shown."""
    return kind or _LABEL[space]
