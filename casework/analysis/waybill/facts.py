"""What a label states about the parcel: goods, weight, pieces, day, order, value, numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casework.analysis import normalise
from casework.analysis.waybill.numbers import CONTAINER, compact, mended, mended_company
from casework.analysis.waybill.page import beside
from casework.analysis.waybill.values import FieldRead
from casework.analysis.waybill.words import Piece


@dataclass(frozen=True, slots=True)
class Understood:
    """A value found in a text: how to write it, how far to trust it, and what to add to why."""

    value: str
    trust: float = 0.95
    note: str = ""


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_KILOGRAMS = {
    "kg": Decimal(1), "公斤": Decimal(1), "千克": Decimal(1), "g": Decimal("0.001"),
    "克": Decimal("0.001"), "斤": Decimal("0.5"), "lb": Decimal("0.45359237"),
}  # fmt: skip
"""Of one unit; the pound is that of 1959, the 斤 the market's half kilogram."""
_SIGNS = {"元": "CNY", "￥": "CNY", "¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}
_CURRENCIES = frozenset(
    {"CNY", "RMB", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "AUD", "CAD", "CHF", "SGD"}
    | {"MYR", "THB", "VND", "PLN", "SEK", "NOK", "DKK", "CZK", "BRL"}
)
_WEIGHT = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(kgs?|公斤|千克|克|斤|g|lbs?)?(?![A-Za-z\d])", re.IGNORECASE
)
_BARE_WEIGHT = re.compile(r"(?<![\d.])(\d+(?:[.,]\d+)?)\s*(kgs?|lbs?)(?![a-z])", re.IGNORECASE)
_BARE_PIECES = re.compile(r"(?<!\d)(\d{1,4})\s*(?:OF|/)\s*(\d{1,4})\s*$", re.IGNORECASE)
_PIECES = re.compile(
    r"\s*(?:(\d{1,5})\s*(?:of|/)\s*)?(\d{1,5})\s*(?:件|pcs|pieces)?\s*$", re.IGNORECASE
)
_DAY = re.compile(
    r"(?P<day>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})(?:日)?\s*(?P<time>\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
)
_DAY_OF_MONTH = re.compile(r"(\d{1,2})\s*[-/ ]?\s*([A-Z]{3})[A-Z]*\s*[-/, ]?\s*(\d{4}|\d{2})(?!\d)")
_ORDER = re.compile(r"[A-Z0-9][A-Z0-9-]{4,39}", re.IGNORECASE)
_VALUE = re.compile(r"([¥￥$€£]|[A-Z]{3})?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*(元|[A-Z]{3}|[¥￥$€£])?")
_CONTAINER = re.compile(r"[A-Z0-9]{3}[UJZ]\s?[\dOIZSB]{6}[\s-]?[\dOIZSB](?![A-Z\d])")
_HS_CODE = re.compile(r"\d{4}\.?\d{2}(?:\.?\d{2}){0,2}")
_USCC_LENGTH = 18


def facts(pieces: Sequence[Piece]) -> list[FieldRead]:
    """Return the proposals for every fact a label states, the surest for each column."""
    fields = [
        found
        for column, understand in _READ.items()
        for piece in pieces
        if piece.kind == column
        for found in _announced(column, piece, pieces, understand)
    ]
    fields += _currencies(pieces)
    fields += _unannounced(pieces, {field.column for field in fields})
    return fields


def weight(text: str, unit: str = "") -> Understood | None:
    """Return a weight in kilograms.

    >>> weight("850g").value, weight("1.50 kg").value, weight("2", "lb").value
    ('0.85', '1.50', '0.91')
    """
    found = _WEIGHT.match(text.strip())
    if found is None:
        return None
    written = (found[2] or unit).lower()
    named = written if written in _KILOGRAMS else written.rstrip("s")
    number = found[1].replace(",", ".")
    if named in {"", "kg", "公斤", "千克"}:
        return Understood(number, 0.95 if named else 0.85)
    amount = Decimal(number) * _KILOGRAMS[named]
    kilograms = f"{amount:.2f}" if named == "lb" else f"{amount.normalize():f}"
    return Understood(kilograms, 0.93, f"printed as {found[0].strip()}")


def moment(text: str) -> Understood | None:
    """Return a day, with its time where one is printed.

    >>> moment("2026/08/1209:36").value, moment("15MAY26").value
    ('2026/08/12 09:36', '2026-05-15')
    """
    found = _DAY.search(text)
    if found is not None:
        day = re.sub(r"\s+", "", found["day"])
        if re.search("[年月]", day):
            day = "-".join(f"{int(part):02d}" for part in re.findall(r"\d+", day))
        time = (found["time"] or "").replace("：", ":")
        written = f"{day} {time}".strip()
        if not _in_calendar(day):
            return Understood(written, 0.4, "no calendar has that day: a sign was misread")
        return Understood(written, 0.95)
    named = _DAY_OF_MONTH.search(text.upper())
    if named is None or named[2] not in _MONTHS:
        return None
    year = named[3] if len(named[3]) == 4 else f"20{named[3]}"
    day = f"{year}-{_MONTHS.index(named[2]) + 1:02d}-{int(named[1]):02d}"
    return Understood(day, 0.93, f"printed as {named[0].strip()}")


def _in_calendar(day: str) -> bool:
    year, month, of_month = (int(part) for part in re.findall(r"\d+", day))
    return month in range(1, 13) and 1 <= of_month <= monthrange(max(year, 1), month)[1]


def company_number(text: str) -> Understood | None:
    """Return a company's number; a Unified Social Credit Code proves itself (GB 32100, mod 31)."""
    number = compact(re.split(r"[^\w\s.\-/]", text)[0])
    if len(number) != _USCC_LENGTH:
        foreign = re.fullmatch(r"[A-Z]{0,4}\d{5,14}[A-Z]?\d{0,2}", number)
        return Understood(number, 0.75) if foreign else None
    if normalise.company.clean(number) is not None:
        return Understood(number, 0.99, "its check character is right")
    proved = mended_company(number)
    if proved:
        note = f"read as {number}, and only {proved} has a right check character"
        return Understood(proved, 0.9, note)
    return Understood(number, 0.4, "its check character is wrong: a sign was misread")


def container(text: str) -> Understood | None:
    """Return a container's number, proved by its check digit (ISO 6346)."""
    found = _CONTAINER.search(text.upper())
    if found is None:
        return None
    number = compact(found[0])
    if _is_container(number):
        return Understood(number, 0.98, "its check digit is right")
    proved = mended(number, CONTAINER, _is_container)
    if proved:
        return Understood(
            proved, 0.9, f"read as {number}, and only {proved} has a right check digit"
        )
    return Understood(number, 0.4, "its check digit is wrong: a sign was misread")


def _is_container(number: str) -> bool:
    return normalise.container.clean(number) is not None


def _pieces(text: str) -> Understood | None:
    found = _PIECES.match(text)
    return Understood(found[2], 0.95) if found else None


def _goods(text: str) -> Understood | None:
    # A word for the next field that was misread ends the goods all the same.
    written = re.split(r"\s+[\u3400-\u9fff]{1,4}[:：，,]", text)[0].strip(" .·-")
    return Understood(written, 0.92) if re.search(r"[^\W\d]", written) else None


def _order(text: str) -> Understood | None:
    found = _ORDER.search(text)
    if found is None or not re.search(r"\d{3}", found[0]):
        return None
    return Understood(found[0], 0.93)


def _value(text: str) -> Understood | None:
    found = _VALUE.search(text)
    return Understood(found[2].replace(",", ""), 0.93) if found else None


def _hs_code(text: str) -> Understood | None:
    found = _HS_CODE.search(text)
    return Understood(found[0], 0.93) if found else None


_READ: dict[str, Callable[[str], Understood | None]] = {
    "declared_goods": _goods,
    "weight_kg": weight,
    "shipped_on": moment,
    "pieces": _pieces,
    "order_id": _order,
    "declared_value": _value,
    "company_reg_no": company_number,
    "container_no": container,
    "hs_code": _hs_code,
}


def _announced(
    column: str,
    piece: Piece,
    pieces: Sequence[Piece],
    understand: Callable[[str], Understood | None],
) -> list[FieldRead]:
    """Return what stands after a word, else right of it, else below it."""
    places = [(piece, "after")]
    if not piece.text and not piece.line.text[piece.start :].strip(" :：."):
        places = [*_right_of(piece, pieces), *_below(piece, pieces)]
    elif not piece.text:
        places = _below(piece, pieces)  # the head of a column, others beside it in one line
    word = piece.line.text[piece.said_at : piece.start].strip(" :：;；#.")[-30:]
    for place, where in places:
        by_unit = column == "weight_kg"
        found = weight(place.text, piece.unit) if by_unit else understand(place.text)
        if found is not None:
            note = f"; {found.note}" if found.note else ""
            trust = found.trust * place.line.score * (1.0 if where == "after" else 0.95)
            why = f"It stands {where} “{word}”{note}."
            return [FieldRead(column, found.value, place.box, "text", round(trust, 2), why)]
    return []


def _right_of(piece: Piece, pieces: Sequence[Piece]) -> list[tuple[Piece, str]]:
    right = [
        one
        for one in pieces
        if one.line is not piece.line
        and one.line.left >= piece.line.right - piece.line.height * 0.5
        and beside(one.line, piece.line)
    ]
    nearest = min(right, key=lambda one: one.line.left, default=None)
    return [(nearest, "right of")] if nearest is not None and nearest.opens else []


def _below(piece: Piece, pieces: Sequence[Piece]) -> list[tuple[Piece, str]]:
    line = piece.line
    left, right = line.across(piece.said_at, piece.start)
    below = [
        one
        for one in pieces
        if one.opens
        and line.bottom - 0.4 * line.height < one.line.top < line.bottom + 2.2 * line.height
        and one.line.left < right + 0.5 * line.height
        and one.line.right > left - 0.5 * line.height
    ]
    nearest = min(
        below,
        key=lambda one: (round(one.line.top / line.height), abs(one.line.left - left)),
        default=None,
    )
    return [(nearest, "below")] if nearest is not None else []


def _currencies(pieces: Sequence[Piece]) -> list[FieldRead]:
    """Return the currency printed beside a value."""
    fields = []
    for piece in pieces:
        found = _VALUE.search(piece.text) if piece.kind == "declared_value" else None
        sign = (found[3] or found[1]) if found else None
        if found is None or sign is None:
            continue
        code = _SIGNS.get(sign, "CNY" if sign == "RMB" else sign)
        if code in _CURRENCIES:
            trust = round(0.95 * piece.line.score * (0.7 if sign in "¥￥$" else 1), 2)
            at = piece.start + found.start(3 if found[3] else 1)
            box = piece.line.part(at, at + len(sign))
            why = f"“{sign}” is printed beside the value."
            fields.append(FieldRead("currency", code, box, "text", trust, why))
    return fields


def _unannounced(pieces: Sequence[Piece], known: set[str]) -> list[FieldRead]:
    """Return facts that their own form tells: `1.93 KG 1 OF 1`, a day, a container's number."""
    fields: list[FieldRead] = []
    for piece in pieces:
        found: list[tuple[str, Understood | None]] = []
        bare = _BARE_WEIGHT.search(piece.text)
        if bare is not None:
            found.append(("weight_kg", weight(bare[0])))
        if piece.kind:
            fields += _by_form(piece, found, known)
            continue
        count = _BARE_PIECES.search(piece.text)
        if count is not None:
            found.append(("pieces", Understood(count[2])))
        if re.match(r"\s*\d{4}[-/.年]", piece.text):
            found.append(("shipped_on", moment(piece.text)))
        box = container(piece.text)
        if box is not None and box.trust > 0.9:
            found.append(("container_no", box))
        fields += _by_form(piece, found, known)
    return fields


def _by_form(
    piece: Piece, found: list[tuple[str, Understood | None]], known: set[str]
) -> Iterator[FieldRead]:
    for column, what in found:
        if what is not None and column not in known:
            trust = round(0.85 * what.trust * piece.line.score, 2)
            why = "No word announces it; its own form tells what it is."
            yield FieldRead(column, what.value, piece.box, "text", trust, why)
