"""The environment becomes settings: each with a default, none taken on trust."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import config
from casework.errors import NotASetting

KEY = {"CASEWORK_SECRET_KEY": "a key for tests alone"}


def test_an_empty_environment_keeps_data_in_var(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = config.load({})

    assert settings.home == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'register.sqlite'}"
    assert (settings.https, settings.demo) == (False, False)
    assert (settings.idle_minutes, settings.session_hours) == (30, 12)
    assert (settings.engine, settings.spark_master) == ("duckdb", "local[*]")


def test_settings_are_what_the_environment_says(tmp_path: Path) -> None:
    settings = config.load(
        {
            **KEY,
            "CASEWORK_HOME": str(tmp_path),
            "CASEWORK_HTTPS": " Yes ",
            "CASEWORK_IDLE_MINUTES": "5",
            "CASEWORK_SESSION_HOURS": "8",
            "CASEWORK_TIME_ZONE": "Europe/Berlin",
            "CASEWORK_DEMO": "1",
            "CASEWORK_ENGINE": " Spark ",
            "CASEWORK_SPARK_MASTER": "spark://head:7077",
        }
    )

    assert (settings.https, settings.demo) == (True, True)
    assert (settings.idle_minutes, settings.session_hours) == (5, 8)
    assert (settings.time_zone, settings.secret_key) == ("Europe/Berlin", "a key for tests alone")
    assert (settings.engine, settings.spark_master) == ("spark", "spark://head:7077")
    assert settings.vault_dir == tmp_path / "vault"
    with pytest.raises(FrozenInstanceError):
        settings.https = False  # type: ignore[misc]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_one_driver(tmp_path: Path, scheme: str) -> None:
    address = {
        "CASEWORK_DATABASE_URL": f"{scheme}://it@db/casework",
        "CASEWORK_HOME": str(tmp_path),
    }

    assert config.load(KEY | address).database_url == "postgresql+psycopg://it@db/casework"


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("CASEWORK_HTTPS", "perhaps", "yes or no"),
        ("CASEWORK_DEMO", "2", "yes or no"),
        ("CASEWORK_ENGINE", "sparkle", "duckdb or spark"),
        ("CASEWORK_IDLE_MINUTES", "0", "a whole number above zero"),
        ("CASEWORK_IDLE_MINUTES", "-5", "a whole number above zero"),
        ("CASEWORK_SESSION_HOURS", "²", "a whole number above zero"),
        ("CASEWORK_PROXIES", "²", "a whole number"),
        ("CASEWORK_PROXIES", "-1", "a whole number"),
        ("CASEWORK_TIME_ZONE", "../etc/passwd", "a time zone"),
        ("CASEWORK_DATABASE_URL", "mysql://it:secret@db/casework", "postgresql://"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, name: str, value: str, wanted: str) -> None:
    with pytest.raises(NotASetting) as refused:
        config.load({**KEY, "CASEWORK_HOME": str(tmp_path), name: value})

    assert str(refused.value).startswith(f"{name} is ")
    assert wanted in str(refused.value)
    assert "secret" not in str(refused.value)


@given(some.text())
def test_no_number_is_taken_for_another(value: str) -> None:
    env = {**KEY, "CASEWORK_HOME": "/none", "CASEWORK_IDLE_MINUTES": value}
    try:
        minutes = config.load(env).idle_minutes
    except NotASetting:
        return

    assert minutes == (int(value) if value.strip() else 30)


def test_a_home_gets_a_key_of_its_own_once(tmp_path: Path) -> None:
    # Given two homes
    one, other = ({"CASEWORK_HOME": str(tmp_path / name)} for name in ("one", "other"))

    # Then each has its own key, the same at every start, and nobody else can read it
    key = config.load(one).secret_key
    assert len(key) >= 64
    assert config.load(one).secret_key == key
    assert config.load(other).secret_key != key
    kept = tmp_path / "one" / "keys" / "secret"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_all_who_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    # When many processes of a new home start at the same moment
    env = {"CASEWORK_HOME": str(tmp_path / "home")}
    with ThreadPoolExecutor(16) as starters:
        keys = set(starters.map(lambda _: config.load(env).secret_key, range(64)))

    # Then there is one key, whole, and nothing is left beside it
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert [path.name for path in (tmp_path / "home" / "keys").iterdir()] == ["secret"]


def test_a_home_with_a_demo_is_a_demo(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()

    assert config.load({**KEY, "CASEWORK_HOME": str(tmp_path)}).demo


def test_a_key_that_is_given_is_not_kept(tmp_path: Path) -> None:
    config.load({**KEY, "CASEWORK_HOME": str(tmp_path / "home")})

    assert not (tmp_path / "home").exists()
