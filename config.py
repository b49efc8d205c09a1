"""The only reader of the environment: builds Settings."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.errors import NotASetting
from casework.settings import EngineName, Settings

ROOT = Path(__file__).resolve().parent


def load(environment: dict[str, str] | None = None, *, looking: bool = False) -> Settings:
    """Return the settings this environment asks for; a fresh home gets its own secret key.

    Who is only `looking` leaves no trace: no key is made, and none is returned.
    """
    env = dict(os.environ) if environment is None else environment
    home = Path(env.get("CASEWORK_HOME") or "var").expanduser().resolve()
    return Settings(
        home=home,
        database_url=_database_url(env.get("CASEWORK_DATABASE_URL"), home),
        secret_key="" if looking else env.get("CASEWORK_SECRET_KEY") or _secret_key(home),
        static_dir=ROOT / "static",
        templates_dir=ROOT / "templates",
        migrations_dir=ROOT / "migrations",
        address=(env.get("CASEWORK_ADDRESS") or "http://127.0.0.1:8000").rstrip("/"),
        https=_flag(env, "CASEWORK_HTTPS"),
        proxies=_count(env, "CASEWORK_PROXIES"),
        idle_minutes=_number(env, "CASEWORK_IDLE_MINUTES", 30),
        session_hours=_number(env, "CASEWORK_SESSION_HOURS", 12),
        time_zone=_zone(env, "CASEWORK_TIME_ZONE", "Asia/Shanghai"),
        engine=_engine(env, "CASEWORK_ENGINE"),
        spark_master=env.get("CASEWORK_SPARK_MASTER", "").strip() or "local[*]",
        demo=_flag(env, "CASEWORK_DEMO") or (home / "demo").exists(),
    )


def test_database_url() -> str | None:
    """Return the PostgreSQL address the tests were told to use, if any."""
    return os.environ.get("CASEWORK_TEST_DATABASE_URL") or None


def _database_url(given: str | None, home: Path) -> str:
    if not given:
        return f"sqlite:///{home / 'register.sqlite'}"
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            return "postgresql+psycopg://" + given.removeprefix(plain)
    if given.startswith(("postgresql+psycopg://", "sqlite:///")):
        return given
    # Only its beginning is told: an address may hold a password.
    scheme = given.partition("://")[0][:20] + "…"
    raise NotASetting("CASEWORK_DATABASE_URL", scheme, "postgresql://… or sqlite:///…")


def _secret_key(home: Path) -> str:
    path = home / "keys" / "secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        # Other accounts of the machine must not read what lies here: it opens to its owner alone.
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True, mode=0o700)
    # Written whole aside, then linked: two processes starting at once agree on one key, and a
    # crash leaves none rather than half of one.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
    return path.read_text(encoding="ascii")


def _flag(env: dict[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise NotASetting(name, value, "yes or no")


def _engine(env: dict[str, str], name: str) -> EngineName:
    value = env.get(name, "").strip().lower()
    if value in {"", "duckdb"}:
        return "duckdb"
    if value == "spark":
        return "spark"
    raise NotASetting(name, value, "duckdb or spark")


def _number(env: dict[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()) or int(value) == 0:
        raise NotASetting(name, value, "a whole number above zero")
    return int(value)


def _zone(env: dict[str, str], name: str, default: str) -> str:
    value = env.get(name, "").strip() or default
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise NotASetting(name, value, "a time zone, for instance Asia/Shanghai") from None
    return value


def _count(env: dict[str, str], name: str) -> int:
    value = env.get(name, "").strip() or "0"
    if not (value.isascii() and value.isdigit()):
        raise NotASetting(name, value, "a whole number")
    return int(value)
