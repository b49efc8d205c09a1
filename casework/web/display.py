"""How values are shown on pages: filters, the navigation and `may`. Nothing is decided here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, g, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from casework import __version__
from casework.counting import many
from casework.model import Base
from casework.vocabulary import Action, DeliveryKind
from casework.web.addresses import own_path
from casework.web.guard import current_act, signed_in
from casework.web.register import current_settings

blueprint = Blueprint("display", __name__, url_prefix="/display")

_THEMES = ("light", "dark")
_THEME_COOKIE = "theme"
_YEAR = 365 * 24 * 3600

_WORDS = {
    "test_buys": "test buys",
    "test-buys": "test buys",
    "H1": "H1: not in court without permission",
    "H2": "H2: not onward without permission",
    "H3": "H3: other restriction",
    "none": "no restriction",
}


@dataclass(frozen=True, slots=True)
class Destination:
    """Somewhere to go: a link of the navigation."""

    label: str
    url: str
    here: bool = False


_NAVIGATION = (
    ("Intake", "intake.batches", Action.BATCH_READ),
    ("Rings", "rings.ranked", Action.RING_READ),
    ("Cases", "cases.listed", Action.CASE_READ),
    ("Packs", "packs.listed", Action.PACK_READ),
    ("Trail", "trail.listed", Action.TRAIL_READ),
    ("Administration", "admin.officers", Action.OFFICER_READ),
)


def register(app: Flask, zone: str) -> None:
    """Give the app's templates their filters and globals; moments are shown in this time zone."""
    app.register_blueprint(blueprint)
    built = _manifest(Path(app.static_folder or "") / "dist" / "manifest.json")
    app.add_template_filter(partial(moment, zone=ZoneInfo(zone)), "moment")
    for shown in (account, day, hash_, many, money, number, percent, score, sentence, size, word):
        app.add_template_filter(shown, shown.__name__.rstrip("_"))
    app.jinja_env.globals.update(
        aria=aria,
        asset=lambda name: url_for("static", filename=f"dist/{built.get(name, name)}"),
        assets_built=bool(built),
        here=here,
        may=may,
        navigation=navigation,
        version=__version__,
        zone=zone,
    )
    app.context_processor(_who_looks)


def may(action: str, subject: Base | None = None) -> bool:
    """Return whether the officer signed in may do this, now: the policy answers."""
    return signed_in() and current_act().may(Action(action), subject)


def navigation() -> list[Destination]:
    """Return the places the officer signed in may go to."""
    return [
        Destination(label, url_for(endpoint), here=_room(endpoint) == request.blueprint)
        for label, endpoint, action in _NAVIGATION
        if may(action)
    ]


def here(**changed: Any) -> str:
    """Return this page's address with some of its parameters changed; None takes one away."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    kept += [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def aria(field: Any) -> dict[str, str]:
    """Return the attributes that tie a form's field to its hint and its errors."""
    said = [f"{field.id}-hint"] if field.description else []
    said += [f"{field.id}-error"] if field.errors else []
    attributes = {"aria-describedby": " ".join(said)} if said else {}
    return attributes | ({"aria-invalid": "true"} if field.errors else {})


@blueprint.post("/theme")
def theme() -> Response:
    """Remember light, dark, or as the device is set, in a cookie of this browser."""
    answer = redirect(own_path(request.form.get("back", "/")))
    wanted = request.form.get("theme", "")
    if wanted in _THEMES:
        answer.set_cookie(
            _THEME_COOKIE,
            wanted,
            max_age=_YEAR,
            secure=current_settings().https,
            httponly=True,
            samesite="Lax",
        )
    else:
        answer.delete_cookie(_THEME_COOKIE)
    return answer


def money(amount: Decimal | str | None, currency: str = "") -> str:
    """Return an amount with its currency: `CNY 52,933.18`."""
    if amount is None or amount == "":
        return "–"
    try:
        shown = f"{Decimal(str(amount)):,.2f}"
    except InvalidOperation:
        return str(amount)
    return f"{currency.upper()}\N{NO-BREAK SPACE}{shown}" if currency else shown


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment in this time zone, with the offset; UTC beside it."""
    if at is None:
        return "–"
    local = at.astimezone(zone)
    return Markup('<time datetime="{}">{} UTC{}</time>').format(
        at.isoformat(timespec="seconds"), f"{local:%Y-%m-%d %H:%M}", _offset(local)
    )


def day(at: datetime | None) -> str:
    """Return the day of a moment, in UTC."""
    return "–" if at is None else f"{at:%Y-%m-%d}"


def number(count: float | Decimal | None) -> str:
    """Return a count with its thousands apart: `12,345`."""
    return "–" if count is None else f"{count:,}"


def sentence(text: str) -> str:
    """Return text as a sentence: a capital at the beginning, a mark at the end."""
    text = text.strip()
    closed = text.endswith((".", "!", "?", "。", "”"))
    return f"{text[:1].upper()}{text[1:]}{'' if closed or not text else '.'}"


def percent(part: float | None, whole: float = 1) -> str:
    """Return a share in per cent, never rounded up to all of it or down to nothing of it."""
    if part is None or not whole:
        return "–"
    share = part / whole * 100
    if 99.5 <= share < 100:
        return "> 99 %"
    return "< 1 %" if 0 < share < 0.5 else f"{share:.0f} %"


def score(value: float | None) -> str:
    """Return a score between 0 and 1 with two digits."""
    return "–" if value is None else f"{value:.2f}"


def size(count: int) -> str:
    """Return a number of bytes for people: `3.4 MB`."""
    for power, unit in ((3, "GB"), (2, "MB"), (1, "kB")):
        if count >= 1000**power:
            return f"{count / 1000**power:.1f} {unit}"
    return f"{count} bytes"


def hash_(value: str | None) -> str:
    """Return the beginning of a hash; the whole stands in its title."""
    if not value:
        return "–"
    return Markup('<span class="hash" title="{}">{}…</span>').format(value, value[:12])


def account(platform: str, account_id: str) -> str:
    """Return how people name a seller account: `taobao / s00019382`."""
    return Markup('<span class="cw-account-name-of">{} / <code>{}</code></span>').format(
        platform, account_id
    )


def word(value: object) -> str:
    """Return a word of the closed lists as people read it: `test_buys` is `test buys`."""
    text = str(value)
    if isinstance(value, DeliveryKind):
        return text.replace("_", " ")
    return _WORDS.get(text, text)


def _who_looks() -> dict[str, Any]:
    chosen = request.cookies.get(_THEME_COOKIE, "")
    return {
        "officer": g.officer if signed_in() else None,
        "theme": chosen if chosen in _THEMES else "",
    }


def _manifest(path: Path) -> dict[str, str]:
    # Without built assets the pages still work, unadorned, and say what is missing.
    if not path.is_file():
        return {}
    manifest: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def _room(endpoint: str) -> str:
    return endpoint.partition(".")[0]


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or local - local).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "" if not minutes else f"{sign}{hours}" + (f":{rest:02d}" if rest else "")
