"""One text for one value: what hashes are taken over."""

from __future__ import annotations

import json


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, characters as they are.

    >>> canonical({"phone": "138", "name": "张伟"})
    '{"name":"张伟","phone":"138"}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
