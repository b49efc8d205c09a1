"""The headers every answer carries, whatever happened."""

from __future__ import annotations

import re
from functools import partial

from flask import Flask, Response, request

from casework.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
"""No inline script or style, nothing from elsewhere, in no frame."""

_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
}
_TWO_YEARS = "max-age=63072000; includeSubDomains"
_FOR_EVER = "public, max-age=31536000, immutable"
_NAMED_BY_CONTENT = re.compile(r"/dist/.*-[A-Z0-9]{8}\.\w+$")  # as assets/build.mjs names them


def register(app: Flask, settings: Settings) -> None:
    """Let every answer of the app carry the headers."""
    always = _ALWAYS | ({"Strict-Transport-Security": _TWO_YEARS} if settings.https else {})
    app.after_request(partial(_carry, always))


def _carry(always: dict[str, str], response: Response) -> Response:
    for name, value in always.items():
        # A view may be stricter: an exhibit is sent with a policy that allows nothing at all.
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = _cache_control(response)
    return response


def _cache_control(response: Response) -> str:
    if request.endpoint != "static" or response.status_code not in (200, 206, 304):
        return "no-store"
    return _FOR_EVER if _NAMED_BY_CONTENT.search(request.path) else "no-cache"
