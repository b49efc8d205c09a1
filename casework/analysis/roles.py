"""The part each account and each place of a ring plays: who pays whom, and what flows where."""

from __future__ import annotations

from dataclasses import dataclass

from casework.vocabulary import AccountRole, PlaceRole


@dataclass(frozen=True, slots=True)
class SiteFlow:
    """What moves through one building as far as one ring is concerned; counts of shipments."""

    site: str
    accounts: int = 0
    """Accounts of the ring whose parcels leave from here."""
    parcels: int = 0
    to_ring: int = 0
    """Bulk shipments from here to places and accounts of the ring."""
    to_ring_kg: float = 0.0
    to_all: int = 0
    """All bulk shipments from here."""
    customers: int = 0
    """Different buildings that bulk from here goes to."""
    inputs: int = 0
    """Bulk shipments that come in here."""
    made: float | None = None
    """Share of the weight that leaves, by declared goods, beyond what came in of the same goods;
    None where goods are not told."""
    feeds_makers: bool = False
    """Whether bulk from here goes to a place that turns it into something else."""
    feeds_stores: bool = False
    """Whether bulk from here goes to a place that parcels leave from."""

    @property
    def dedication(self) -> float:
        """How much of the bulk that leaves here is for the ring, 0 to 1.

        Shrunk by four shipments of which one is for the ring: a single parcel proves no custom.
        """
        return (self.to_ring + 1) / (self.to_all + 4)

    @property
    def makes(self) -> bool:
        """Whether something comes in here and something else goes out."""
        return self.inputs > 0 and (self.made is None or self.made > 0.5)


@dataclass(frozen=True, slots=True)
class SiteRole:
    """The part a place plays, with how sure that is and why."""

    site: str
    role: PlaceRole
    confidence: float
    says: list[str]


DEDICATED = 0.5
"""A place whose bulk goes mostly to one ring works for it; below that it has other customers."""
SUPPLYING = 0.25
"""A supplier of materials is named when at least this share of its bulk is for the ring."""


def place_roles(stores: list[SiteFlow], upstream: list[SiteFlow]) -> list[SiteRole]:
    """Return the part of every place: production first (the likeliest on top), then the rest.

    `stores` are where parcels of the ring leave from, `upstream` what sends bulk to them or to one
    another. Production takes materials in and sends something else out in bulk, nearly all of it
    to the ring; a warehouse sends out what came in; a supplier sends what others make things of.
    What serves many others is nobody's workshop and is left out.
    """
    makers = [flow for flow in upstream if flow.dedication >= DEDICATED and flow.makes]
    if not makers:  # materials unseen: what feeds the stores and takes nothing in
        makers = [
            flow
            for flow in upstream
            if flow.dedication >= DEDICATED and flow.feeds_stores and not flow.inputs
        ]
    if not makers:  # the workshop sends its parcels itself
        makers = [flow for flow in stores if flow.inputs and flow.made and flow.makes]
    made = {flow.site for flow in makers}
    rest = [flow for flow in upstream if flow.site not in made]
    kept = [flow for flow in rest if flow.inputs and flow.dedication >= DEDICATED]
    supplying = [
        flow
        for flow in rest
        if flow.feeds_makers and flow not in kept and flow.dedication >= SUPPLYING
    ]
    houses = [flow for flow in stores if flow.accounts > 1 or flow.inputs] + kept
    return [
        *map(_production, sorted(makers, key=_weight)),
        *map(_warehouse, sorted(houses, key=lambda s: (-s.accounts, -s.parcels, s.site))),
        *map(_supplier, sorted(supplying, key=lambda s: (-s.dedication, s.site))),
    ]


def _weight(flow: SiteFlow) -> tuple[float, int, str]:
    return (-flow.dedication * flow.to_ring_kg, -flow.to_ring, flow.site)


def _production(flow: SiteFlow) -> SiteRole:
    sure = flow.dedication if flow.to_all else 0.5
    says = [
        f"{flow.to_ring} of {flow.to_all} bulk shipments from here ({flow.to_ring_kg:,.0f} kg) "
        "go to places of the ring."
    ]
    if not flow.inputs:
        sure *= 0.7
        says.append("No shipment of materials to this place is known.")
    elif flow.made is None:
        sure *= 0.8
        says.append(f"{flow.inputs} bulk shipments come in here; what they hold is not told.")
    else:
        says.append(
            f"{flow.inputs} bulk shipments come in here, and {flow.made:.0%} of the weight that "
            "leaves is declared as goods that did not come in."
        )
    return SiteRole(flow.site, PlaceRole.PRODUCTION, round(sure, 4), says)


def _warehouse(flow: SiteFlow) -> SiteRole:
    says = []
    if flow.parcels:
        says.append(f"{flow.parcels} parcels of {flow.accounts} accounts of the ring leave here.")
    if flow.inputs:
        says.append(f"{flow.inputs} bulk shipments come in here.")
    if flow.to_all:
        says.append(f"{flow.to_ring} of {flow.to_all} bulk shipments from here go to the ring.")
    sure = flow.accounts / (flow.accounts + 1) if flow.accounts else 0.8 * flow.dedication
    return SiteRole(flow.site, PlaceRole.WAREHOUSE, round(sure, 4), says)


def _supplier(flow: SiteFlow) -> SiteRole:
    says = (
        f"{flow.to_ring} of {flow.to_all} bulk shipments from here go to places of the ring; "
        f"{flow.customers} places are served in all."
    )
    return SiteRole(flow.site, PlaceRole.SUPPLIER, round(flow.dedication, 4), [says])


@dataclass(frozen=True, slots=True)
class AccountConduct:
    """What one account of a ring does."""

    account: int
    collects_from: int = 0
    """Other accounts of the ring whose buyers pay to this account's payment account."""
    bulk_in: int = 0
    """Bulk shipments from the ring's places to this account's own address or phone."""
    parcels: int = 0
    units: float = 0.0
    """Mean units per order."""


def account_role(conduct: AccountConduct, units: float) -> tuple[AccountRole, list[str]]:
    """Return the role of an account and why; `units` is the ring's median of units per order."""
    if conduct.collects_from:
        return AccountRole.COLLECTOR, [
            f"Buyers of {conduct.collects_from} other accounts of the ring pay to its account."
        ]
    if conduct.bulk_in > 1:
        return AccountRole.DISTRIBUTOR, [
            f"{conduct.bulk_in} bulk shipments from places of the ring came to its address."
        ]
    if conduct.units >= max(5.0 * units, 10.0):
        return AccountRole.DISTRIBUTOR, [
            f"It sells {conduct.units:.0f} units an order, the ring's median is {units:.0f}."
        ]
    return AccountRole.STOREFRONT, ["It sells single pieces to buyers."]
