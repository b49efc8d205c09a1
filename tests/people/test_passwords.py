"""Passwords: length counts, what is guessed first is refused, and argon2id keeps them."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import PasswordRefused
from casework.model import Agency, Officer
from casework.people import passwords

OFFICER = Officer(
    email="lin.yue@marketplace.example", name="Lin Yue", agency=Agency(code="marketplace")
)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", "at least 12"),
        ("x" * 201, "at most 200"),
        ("abababababab", "same few characters"),
        ("            ", "same few characters"),
        ("abcdefghijklm", "first that are guessed"),
        ("ponmlkjihgfedcb", "first that are guessed"),
        ("Password1234", "first that are guessed"),
        ("PASSWORDPASSWORD", "first that are guessed"),
        ("lin.yue@marketplace.example", "holds your name"),
        ("welcome lin.yue 77", "holds your name"),
        ("my Lin Yue password", "holds your name"),
        ("the marketplace 2026", "holds your name"),
        ("casework is my word", "holds your name"),
    ],
)
def test_refused_with_the_reason(password: str, why: str) -> None:
    with pytest.raises(PasswordRefused, match=why):
        passwords.check(password, OFFICER)


@pytest.mark.parametrize(
    "password",
    [
        "kettles over the harbour",
        "正确的马电池订书钉和一盏灯笼挂",
        "demo-4f2a91c07b",
        "T7#kq!vzP0&m",
    ],
)
def test_taken(password: str) -> None:
    passwords.check(password, OFFICER)


@given(st.text(max_size=30))
def test_the_normal_form_is_stable(password: str) -> None:
    assert passwords.normal(passwords.normal(password)) == passwords.normal(password)


def test_kept_as_argon2id_with_its_own_salt() -> None:
    one, other = passwords.hashed("kettles over it"), passwords.hashed("kettles over it")

    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other
    assert PasswordHasher().verify(one, "kettles over it")
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(one, "kettles over It")
