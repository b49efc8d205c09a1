"""From what was seen to what is proposed."""

from __future__ import annotations

from collections.abc import Sequence

from casework.analysis.waybill.facts import facts
from casework.analysis.waybill.numbers import compact
from casework.analysis.waybill.page import upright
from casework.analysis.waybill.parties import parties
from casework.analysis.waybill.values import Barcode, FieldRead, Line
from casework.analysis.waybill.waybills import waybill
from casework.analysis.waybill.words import cut

_ORDER = (
    "carrier", "waybill_no", "shipped_on", "sender_name", "sender_phone", "sender_address",
    "receiver_name", "receiver_phone", "receiver_address", "pieces", "weight_kg", "declared_goods",
    "declared_value", "currency", "container_no", "hs_code", "order_id", "company_reg_no",
)  # fmt: skip
_LEAST = 0.2


def propose_fields(
    barcodes: Sequence[Barcode], lines: Sequence[Line], width: int, height: int
) -> list[FieldRead]:
    """Return the fields a waybill seems to state, at most one proposal for each column.

    `width` and `height` are the picture's, in pixels, as are the boxes. Boxes begin where reading
    begins, so the page may lie any way. Proposals come in the order of a shipment's columns.

    >>> line = Line("运单号：SF1407487703557", 0.99, ((0, 0), (400, 0), (400, 40), (0, 40)))
    >>> [(one.column, one.value) for one in propose_fields([], [line], 1000, 1000)]
    [('carrier', 'sf'), ('waybill_no', 'SF1407487703557')]
    """
    placed = upright([line for line in lines if line.text.strip()])
    pieces = [piece for line in placed for piece in cut(line)]
    numbered = waybill(barcodes, pieces, placed)
    numbers = {field.value for field in numbered}
    others = [piece for piece in pieces if piece.kind or compact(piece.text) not in numbers]
    found = [*numbered, *parties(others), *facts(others)]
    surest: dict[str, FieldRead] = {}
    for field in found:
        known = surest.get(field.column)
        if field.confidence >= _LEAST and (known is None or field.confidence > known.confidence):
            surest[field.column] = _within(field, width, height)
    return sorted(surest.values(), key=lambda field: _ORDER.index(field.column))


def _within(field: FieldRead, width: int, height: int) -> FieldRead:
    """Return a proposal whose box does not leave the picture."""
    one, two, three, four = (
        (min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height))) for x, y in field.box
    )
    return FieldRead(
        field.column,
        field.value,
        (one, two, three, four),
        field.read_from,
        field.confidence,
        field.why,
    )
