"""An authenticator as on an officer's telephone: TOTP (RFC 6238) from the key a page shows."""

from __future__ import annotations

import base64
import hmac
import time
from dataclasses import dataclass

_STEP = 30


@dataclass(slots=True)
class Authenticator:
    """Makes six-digit codes from a base32 key."""

    key: str
    last: int = 0

    def code(self) -> str:
        """Return a code not given before: each counts once.

        Asked again within the same half minute it gives the next one, as from a clock that is a
        step ahead, which casework allows.
        """
        self.last = max(int(time.time()) // _STEP, self.last + 1)
        letters = "".join(filter(str.isalnum, self.key)).upper()
        secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
        digest = hmac.digest(secret, self.last.to_bytes(8), "sha1")
        start = digest[-1] & 0xF
        number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"
