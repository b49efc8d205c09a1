"""The tier of proof of an order, as one rule in SQL over the lake's views."""

from __future__ import annotations

ORDER_TIER = """
CASE WHEN o.status_value IN ('refunded', 'cancelled') THEN 'X' ELSE
    CASE (EXISTS (SELECT 1 FROM payments p WHERE p.payment_id_value = o.payment_id_value
                  AND p.amount_value = o.amount_value))::INTEGER
       + (EXISTS (SELECT 1 FROM shipments s WHERE s.carrier_value = o.carrier_value
                  AND s.waybill_no_value = o.waybill_no_value))::INTEGER
    WHEN 2 THEN 'A' WHEN 1 THEN 'B' ELSE 'C' END END
"""
"""Of a row `o` of the view `orders`: X refunded or cancelled; else A with a payment of the same
number and amount and a parcel of the same carrier and waybill; B with one of the two; C alone."""
