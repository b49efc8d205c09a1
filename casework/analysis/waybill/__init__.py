"""Proposes the fields of a photographed waybill from its barcodes and its lines of text; pure."""

from casework.analysis.waybill.proposing import propose_fields
from casework.analysis.waybill.values import Barcode, Box, FieldRead, Line

__all__ = ["Barcode", "Box", "FieldRead", "Line", "propose_fields"]
