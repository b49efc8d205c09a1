"""Waybill and parcel numbers: what was written, whose number it can be, whether its digits fit."""

from __future__ import annotations

from casework.analysis.normalise.tracking.reading import Waybill, clean, formats, read

__all__ = ["SHARED_BY", "Waybill", "clean", "formats", "read"]

SHARED_BY = (
    "One parcel of one carrier; carriers give the same number again after a year or so, "
    "and two carriers may give the same digits at any time."
)
