"""What a delivered value means, whoever wrote it: pure, one file per kind, never raising.

Each kind has `clean(text) -> value | None`. None means that the value identifies nothing or was
not understood; what was written is kept beside it by whoever calls. A value that was masked before
it was delivered keeps what is visible, with `*` for the rest.
"""

from __future__ import annotations

from casework.analysis.normalise import (
    address,
    amount,
    carrier,
    closed_words,
    company,
    container,
    coordinate,
    device,
    email,
    hs_code,
    image,
    moment,
    name,
    payment,
    phone,
    tracking,
)
from casework.analysis.normalise.columns import (
    AMOUNT_DIGITS,
    AMOUNT_PLACES,
    Remembered,
    arrow_type,
    understand_column,
)
from casework.analysis.normalise.kinds import (
    Understood,
    cleaner,
    is_masked,
    reason_not_understood,
    shared_by,
    understand,
)
from casework.analysis.normalise.romanise import plain

__all__ = [
    "AMOUNT_DIGITS",
    "AMOUNT_PLACES",
    "Remembered",
    "Understood",
    "address",
    "amount",
    "arrow_type",
    "carrier",
    "cleaner",
    "closed_words",
    "company",
    "container",
    "coordinate",
    "device",
    "email",
    "hs_code",
    "image",
    "is_masked",
    "moment",
    "name",
    "payment",
    "phone",
    "plain",
    "reason_not_understood",
    "shared_by",
    "tracking",
    "understand",
    "understand_column",
]
