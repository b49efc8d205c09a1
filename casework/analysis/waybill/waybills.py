"""The waybill number and the carrier: barcodes first, then print, each held to the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.analysis.normalise import carrier, tracking
from casework.analysis.waybill import numbers
from casework.analysis.waybill.numbers import compact
from casework.analysis.waybill.page import Placed
from casework.analysis.waybill.values import Barcode, Box, FieldRead
from casework.analysis.waybill.words import Piece

_LINEAR = frozenset({"Code128", "Code39", "Code93", "ITF", "Codabar"})
_OF_GOODS = ("EAN", "UPC", "DataBar", "ISBN")
"""What is printed on goods in shops, never on parcels."""
_NUMBER = re.compile(r"(?=(?:.*\d){8})[A-Z0-9]{9,22}")
_SHORTEST = 9
_KNOWN = carrier.known()
_PARTS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z&]+(?: [A-Za-z&]+)?")
"""A name in characters, or one or two words."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: str
    box: Box
    from_barcode: bool
    trust: float
    says: str


def waybill(
    barcodes: Sequence[Barcode], pieces: Sequence[Piece], placed: Sequence[Placed]
) -> list[FieldRead]:
    """Return the proposals for `waybill_no` and `carrier`."""
    named = _named(placed)
    word = named[0] if named else ""
    coded = sorted(_coded(barcodes, word), key=lambda one: -one.trust)
    printed = sorted(_printed(pieces, word), key=lambda one: -one.trust)
    fields = []
    number = _decided(coded, printed)
    if number is not None:
        fields.append(number)
    said = _carrier(named, number)
    return [*fields, said] if said is not None else fields


def _coded(barcodes: Sequence[Barcode], named: str) -> Iterator[_Candidate]:
    counted = Counter(compact(one.text) for one in barcodes)
    for one in barcodes:
        if one.format.startswith(_OF_GOODS):
            continue
        number = compact(one.text)
        if _NUMBER.fullmatch(number):
            form = _form(number, named) or _form(number)
            trust = 0.93 if form else 0.75
            trust += 0.02 * (counted[number] > 1) + 0.02 * (one.format in _LINEAR)
            says = f"the form “{form.forms[0]}”" if form else "no form that is known here"
            yield _Candidate(number, one.box, True, trust, f"a {one.format} holds it, in {says}")
        else:
            for inner in _within(one.text):
                yield _Candidate(inner, one.box, True, 0.85, f"a {one.format} holds it among more")


def _printed(pieces: Sequence[Piece], named: str) -> Iterator[_Candidate]:
    for piece in pieces:
        if piece.kind not in {"", "waybill_no"}:
            continue
        number = compact(piece.text)
        if not _NUMBER.fullmatch(number):
            continue
        said = piece.kind == "waybill_no"
        form = _form(number, named if said else "")
        if form and (said or form.told_by == "letters" or named in form.carriers):
            trust = 0.95 if said else 0.88
            proof = "with a right check digit" if form.checked else "which holds no check digit"
            says = f"printed in the form “{form.forms[0]}”, {proof}"
            yield _Candidate(number, piece.box, False, trust * piece.line.score, says)
            continue
        for proved, says in _mended(number):
            yield _Candidate(proved, piece.box, False, 0.85 * piece.line.score, says)
            break
        else:
            if said:
                says = "printed after the word for it, in no form that is known here"
                yield _Candidate(number, piece.box, False, 0.6 * piece.line.score, says)


def _form(number: str, named: str = "") -> tracking.Waybill | None:
    """Return the forms a number has, its check digit being right, None where it has none."""
    read = tracking.read(number, named)
    return read if read is not None and read.carriers and read.checked is not False else None


def _within(text: str) -> Iterator[str]:
    """Yield the waybill numbers a longer text holds: the address of a QR code, a stacked code."""
    for run in re.findall(r"[A-Z0-9]{8,40}", text.upper()):
        whole = _form(run)
        if whole is not None and whole.told_by != "length":
            yield run
            continue
        ends = (run[start:] for start in range(1, len(run) - _SHORTEST + 1))
        told = ((end, _form(end)) for end in ends)
        found = next((end for end, form in told if form and form.told_by == "letters"), None)
        if found is not None:
            yield found


def _mended(number: str) -> Iterator[tuple[str, str]]:
    """Yield what a number must be when one or two signs were confused, where a digit proves it."""
    for form in (numbers.PARCEL_1Z, numbers.POSTAL):
        proved = numbers.mended(number, form, numbers.waybill)
        if proved:
            yield proved, f"read as {number}, and only {proved} has a right check digit"


def _decided(coded: list[_Candidate], printed: list[_Candidate]) -> FieldRead | None:
    """Return the number to propose: the barcode's, and how the print agrees with it."""
    if not coded:
        if not printed:
            return None
        best = printed[0]
        others = {one.number for one in printed if one.trust > best.trust - 0.1} - {best.number}
        also = f"; {sorted(others)[0]} is printed too" if others else ""
        trust = round(best.trust * (0.7 if others else 1), 2)
        why = f"No barcode could be read; {best.says}{also}."
        return FieldRead("waybill_no", best.number, best.box, "text", trust, why)
    best = next((c for c in coded if any(p.number == c.number for p in printed)), coded[0])
    differing = [one for one in printed if one.number != best.number]
    if any(one.number == best.number for one in printed):
        why, trust = f"A barcode and the print agree: {best.says}.", min(0.99, best.trust + 0.04)
    elif differing:
        other = differing[0].number
        why = f"The barcode says {best.number}, the print reads {other}: {best.says}."
        trust = min(best.trust, 0.9) - 0.05
    else:
        why, trust = f"{best.says[0].upper()}{best.says[1:]}; the print was not read.", best.trust
    return FieldRead("waybill_no", best.number, best.box, "barcode", round(trust, 2), why)


def _named(placed: Sequence[Placed]) -> tuple[str, Placed, str] | None:
    """Return the carrier whose name is printed, in the largest type, the line, and the name."""
    found = []
    for line in placed:
        for part in _PARTS.findall(line.text):
            for name in (line.text, part, part.split(" ")[0]):
                word = carrier.clean(name)
                if word in _KNOWN and len(name) > 2 - (not name.isascii()) and word is not None:
                    whole = carrier.clean(line.text) == word or line.text.startswith(name)
                    found.append((whole, line.height, word, line, name))
                    break
    found = [one for one in found if one[0]]
    if not found:
        return None
    _, _, word, line, name = max(found, key=lambda one: one[1])
    return word, line, name


def _carrier(named: tuple[str, Placed, str] | None, number: FieldRead | None) -> FieldRead | None:
    """Return the carrier: as printed, held against the form of the number."""
    if named is None:
        return _carrier_of(number) if number is not None else None
    word, line, name = named
    start = line.text.index(name) if name in line.text else 0
    box = line.part(start, start + len(name)) if name in line.text else line.box
    form = _form(number.value, word) if number is not None else None
    if form is None:
        why, trust = f"“{name}” is printed.", 0.9
    elif word in form.carriers:
        why, trust = f"“{name}” is printed, and the waybill has the form of that carrier.", 0.98
    else:
        why = f"“{name}” is printed, but the waybill has the form of {form.carriers[0]}."
        trust = 0.5 if form.told_by == "letters" else 0.7
    return FieldRead("carrier", word, box, "text", round(trust * line.score, 2), why)


def _carrier_of(number: FieldRead) -> FieldRead | None:
    """Return the carrier whose form a number has, where it can be no other's."""
    form = _form(number.value)
    if form is None or len(form.carriers) != 1:
        return None
    trust = 0.9 if form.told_by == "letters" else 0.65
    why = "No name of a carrier was read; the waybill has the form of this one."
    return FieldRead("carrier", form.carriers[0], number.box, number.read_from, trust, why)
