"""What a value can be read as: itself, and each masked form it could have been printed in.

A masked value (`138******78`, `张**`, an address without its door) is compared with what it could
have been; two whole values never meet through a mask. A *reading* is one line per account and
value read: kind, family, whether the account itself showed it masked, first and last time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from casework.analysis.evidence import Space
from casework.vocabulary import IdentifierKind

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

    from casework.flow.linking.traces.sightings import Sightings
    from casework.lake import Engine

_SHAPES = 8
"""Ways of masking a phone that are laid over whole numbers: the most frequent ones."""
_STREET_LEVELS = 5  # province, city, district, road, number
_DOOR_LEVELS = 7  # and building, room: what names one door
_FIRST_STEM = 3  # no mask shows less than province, city and district
_LAST_STEM = 8
_NAME_PARTS = 4  # a longer name is a company's: its words are no surname

_COLUMNS = ("account", "read_as", "family", "kind", "really_masked", "from_at", "to_at")
_ONCE = {
    Space.EMAIL,
    Space.PAYMENT,
    Space.COMPANY,
    Space.PICKUP,
    Space.IMAGE,
    Space.MARK,
    Space.SENDER_MASKED,
}
"""Where no account shows a value twice: one kind of sighting, read as nothing but itself."""
_ONE_KIND = {
    Space.EMAIL: IdentifierKind.EMAIL,
    Space.COMPANY: IdentifierKind.COMPANY_NUMBER,
    Space.DEVICE: IdentifierKind.DEVICE,
}


@dataclass(frozen=True, slots=True)
class Forms:
    """The masked forms that are shown here, and so what whole values could have been printed as."""

    shapes: list[str]
    """Of phones: the most frequent first."""
    stems: Table
    """Of addresses of which the end is hidden or missing."""
    depths: list[int]
    """The levels at which these end."""
    hidden: Table
    """Names of which a part is hidden (`read_as`), by the part that is seen (`token`)."""

    @classmethod
    def keep(cls, engine: Engine, phones: Table, names: Table, places: Table) -> Forms:
        """Return the forms shown by phones, names and places, and keep them for `kept`."""
        import pyarrow as pa

        shapes = _shapes(engine, phones)
        engine.give("shape", pa.table({"shape": pa.array(shapes, pa.string())}))
        stems = engine.keep("coarse", _coarse(places))
        hidden = engine.keep("hidden_name", _hidden(names))
        return cls(shapes, stems, _depths(engine, stems), hidden)

    @classmethod
    def kept(cls, engine: Engine) -> Forms:
        """Return the forms that were kept, in no order."""
        shapes = sorted(row["shape"] for row in engine.rows(engine.table("shape")).to_pylist())
        stems = engine.table("coarse")
        return cls(shapes, stems, _depths(engine, stems), engine.table("hidden_name"))

    def of(self, space: Space, seen: Table) -> Table:
        """Return the lines of `seen` whose `value` has a form in a masked space, as `read_as`."""
        read = {
            Space.PHONE_MASKED: self._phones,
            Space.NAME_MASKED: self._names,
            Space.ADDRESS_MASKED: self._places,
        }
        return read[space](seen)

    def _phones(self, seen: Table) -> Table:
        own = _masked_itself(seen)
        forms = [_laid(seen, shape).filter(lambda t: t.read_as != t.value) for shape in self.shapes]
        return _union(own, *forms)

    def _places(self, seen: Table) -> Table:
        coarse = seen.filter(_is_coarse(seen.value))
        itself = coarse.mutate(read_as=_stem(coarse.value) + "/*", really_masked=True)
        inside = _masked_itself(seen.filter(~_is_coarse(seen.value)))
        whole = seen.filter(~seen.value.contains("*"))
        at = [self._at_stem(whole, levels) for levels in self.depths]
        return _union(itself, inside, *at)

    def _at_stem(self, whole: Table, levels: int) -> Table:
        longer = whole.filter(_levels(whole.value) > levels)
        stem = longer.mutate(stem=_first_levels(longer.value, levels))
        known = self.stems.filter(_levels(self.stems.stem) == levels)
        met = stem.semi_join(known, "stem")
        return met.mutate(read_as=met.stem + "/*", really_masked=False).drop("stem")

    def _names(self, seen: Table) -> Table:
        short = _parts(seen.value, " ") <= _NAME_PARTS
        whole = seen.filter(~seen.value.contains("*"), short)
        tokens = whole.mutate(token=whole.value.split(" ").unnest())
        read = tokens.join(self.hidden, "token").drop("token").mutate(really_masked=False)
        return _union(_masked_itself(seen), read)


class Readings:
    """Gives, space by space, what every account shows there."""

    def __init__(self, engine: Engine, sightings: Sightings) -> None:
        self._engine, self._sightings = engine, sightings
        own, sent = sightings.own, sightings.on_labels
        kinds = IdentifierKind
        phones = own(kinds.PHONE).union(sent(kinds.SENDER_PHONE))
        names = own(kinds.NAME).union(sent(kinds.SENDER_NAME))
        places = own(kinds.ADDRESS).union(own(kinds.RETURN_ADDRESS), sent(kinds.SENDER_ADDRESS))
        self.phones = engine.keep("phone_seen", phones)
        self.names = engine.keep("name_seen", names)
        self.places = engine.keep("place_seen", places)
        self.forms = Forms.keep(engine, self.phones, self.names, self.places)

    def of(self, space: Space) -> Table:
        """Return what accounts show in a space: each account and value once."""
        found = self._all_of(space)
        return found.select(*_COLUMNS) if space in _ONCE else _once(found)

    def drop(self) -> None:
        """Forget the sightings; the forms stay."""
        self._engine.drop("phone_seen", "name_seen", "place_seen")

    def _all_of(self, space: Space) -> Table:
        """Return the sightings that can be read as values of a space: `read_as` beside `value`."""
        if space in _ONE_KIND:
            return _as_itself(self._sightings.own(_ONE_KIND[space]))
        return {
            Space.PHONE: lambda: _whole(self.phones),
            Space.PAYMENT: lambda: _as_itself(self._sightings.payees()),
            Space.NAME: lambda: _whole(self.names),
            Space.ADDRESS: lambda: _whole(self.places.filter(~_is_coarse(self.places.value))),
            Space.PICKUP: lambda: _as_itself(self._sightings.pickups()),
            Space.IMAGE: lambda: _as_itself(self._sightings.images()),
            Space.MARK: lambda: _as_itself(self._sightings.marks()),
            Space.PHONE_MASKED: lambda: self.forms.of(space, self.phones),
            Space.NAME_MASKED: lambda: self.forms.of(space, self.names),
            Space.ADDRESS_MASKED: lambda: self.forms.of(space, self.places),
            Space.SENDER_MASKED: self._senders,
        }[space]()

    def _senders(self) -> Table:
        label = self._sightings.label
        shown = joined(
            label.select("account", "phone", "address", "first", "last"), self.forms.shapes
        )
        return _as_itself(self._sightings.sender(shown), really_masked=True)


def joined(rows: Table, shapes: list[str]) -> Table:
    """Return rows with `phone` and `address` as one value: number as masked, and street."""
    parts = []
    for shape in shapes:
        found = rows.filter(fits(rows.phone, shape), is_street(rows.address))
        street = _first_levels(found.address, _STREET_LEVELS)
        value = laid(found.phone, shape) + " @ " + street
        parts.append(found.mutate(value=value))
    import ibis

    return ibis.union(*parts) if parts else rows.mutate(value=rows.phone).limit(0)


def fits(phone: StringValue, shape: str) -> BooleanValue:
    """Return whether a number could have been printed as a shape like `+99999******99`."""
    pattern = "".join(
        f"{_CLASSES.get(sign, f'[{sign}]')}{{{len(list(run))}}}" for sign, run in groupby(shape)
    )
    start = "[+]" if shape.startswith("+") else "[^+]"
    return (
        (phone.length() == len(shape))
        & phone.re_search(f"^{start}")
        & phone.re_search(f"^{pattern}$")
    )


def _laid(seen: Table, shape: str) -> Table:
    fitting = seen.filter(fits(seen.value, shape))
    return fitting.mutate(read_as=laid(fitting.value, shape), really_masked=False)


def laid(phone: StringValue, shape: str) -> StringValue:
    """Return a number as a shape prints it."""
    parts: list[StringValue] = []
    at = 0
    for hidden, run in groupby(shape, key=lambda sign: sign == "*"):
        length = len(list(run))
        parts.append(ibis_text("*" * length) if hidden else phone.substr(at, length))
        at += length
    whole = parts[0]
    for part in parts[1:]:
        whole = whole + part
    return whole


_CLASSES = {"9": "[0-9]", "*": ".", "+": "[+]"}


def ibis_text(text: str) -> StringValue:
    import ibis

    return ibis.literal(text)


def is_street(address: StringValue) -> BooleanValue:
    """Return whether an address names at least road and number."""
    return address.re_search(f"^([^/]*/){{{_STREET_LEVELS - 1}}}.*[^/*]")


def _is_coarse(address: StringValue) -> BooleanValue:
    return address.endswith("/*") | (_levels(address) < _DOOR_LEVELS)


def _stem(address: StringValue) -> StringValue:
    return address.re_replace("[/*]+$", "")


def _levels(address: StringValue) -> IntegerValue:
    return _parts(address, "/")


def _parts(text: StringValue, between: str) -> IntegerValue:
    return text.length() - text.replace(between, "").length() + 1


def _first_levels(address: StringValue, levels: int) -> StringValue:
    return address.re_extract(f"^([^/]*/){{{levels - 1}}}[^/]*", 0)


def _shapes(engine: Engine, phones: Table) -> list[str]:
    """Return the ways in which phones are masked here, the most frequent first."""
    masked = phones.filter(phones.value.contains("*"))
    shaped = masked.select("times", shape=masked.value.re_replace("[0-9]", "9"))
    counted = shaped.group_by("shape").agg(times=shaped.times.sum())
    found = engine.rows(counted).to_pylist()
    order = sorted(found, key=lambda row: (-row["times"], row["shape"]))
    return [row["shape"] for row in order[:_SHAPES]]


def _coarse(places: Table) -> Table:
    named = places.filter(_is_coarse(places.value))
    return named.select(stem=_stem(named.value)).distinct()


def _depths(engine: Engine, stems: Table) -> list[int]:
    levels = _levels(stems.stem)
    usual = levels.between(_FIRST_STEM, _LAST_STEM)
    found = engine.rows(stems.filter(usual).select(levels=levels).distinct())
    return sorted(row["levels"] for row in found.to_pylist())


def _hidden(names: Table) -> Table:
    value = names.value
    masked = names.filter(value.contains("*"), ~value.startswith("*"))
    return masked.select(read_as=masked.value, token=masked.value.split(" ")[0]).distinct()


def _whole(seen: Table) -> Table:
    return _as_itself(seen.filter(~seen.value.contains("*")))


def _masked_itself(seen: Table) -> Table:
    return _as_itself(seen.filter(seen.value.contains("*")), really_masked=True)


def _as_itself(seen: Table, *, really_masked: bool = False) -> Table:
    return seen.mutate(read_as=seen.value, really_masked=really_masked)


def _union(first: Table, *others: Table) -> Table:
    import ibis

    return ibis.union(first, *(part.select(*first.columns) for part in others))


def _once(seen: Table) -> Table:
    return seen.group_by(["account", "read_as"]).agg(
        family=seen.family.min(),
        kind=seen.kind.min(),
        really_masked=seen.really_masked.any(),
        from_at=seen.from_at.min(),
        to_at=seen.to_at.max(),
    )
