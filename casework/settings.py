"""Settings: frozen and typed. `config.py` alone reads the environment and builds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

EngineName: TypeAlias = Literal["duckdb", "spark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation decides; nothing here changes while casework runs."""

    home: Path
    """Where the data lives: lake, vault, packs, keys and, by default, the register."""
    database_url: str
    """SQLAlchemy address of the register: SQLite or PostgreSQL."""
    secret_key: str
    """Signs sessions and encrypts second-factor secrets; kept in `home/keys`."""
    static_dir: Path
    templates_dir: Path
    migrations_dir: Path
    address: str = "http://127.0.0.1:8000"
    """Where browsers reach casework: what one-time links begin with."""
    https: bool = False
    """True where browsers reach casework by HTTPS: cookies become `__Host-` and Secure."""
    proxies: int = 0
    """How many reverse proxies stand before casework, whose word on addresses is taken."""
    idle_minutes: int = 30
    session_hours: int = 12
    password_tries: int = 6
    tries_per_address: int = 60
    lockout_minutes: int = 15
    time_zone: str = "Asia/Shanghai"
    """The zone a delivered time is read in when it names none."""
    upload_limit: int = 2 * 1024**3
    """Bytes a browser may send in one upload."""
    lease_seconds: float = 30.0
    engine: EngineName = "duckdb"
    """What runs the heavy part of a discovery."""
    spark_master: str = "local[*]"
    """Where Spark works: on this machine's cores, or a cluster by its URL."""
    demo: bool = False
    """True in a demo home only: the sign-in page shows the demo's sign-ins."""

    def end_of(self, day: date) -> datetime:
        """Return the last second of a day on this installation's clock."""
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(self.time_zone))

    @property
    def lake_dir(self) -> Path:
        return self.home / "lake"

    @property
    def vault_dir(self) -> Path:
        return self.home / "vault"

    @property
    def keys_dir(self) -> Path:
        return self.home / "keys"

    @property
    def work_dir(self) -> Path:
        """For files on their way: uploads being received, packs being built."""
        return self.home / "work"

    @property
    def dist_dir(self) -> Path:
        return self.static_dir / "dist"
