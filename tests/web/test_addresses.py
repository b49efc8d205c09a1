"""No address leads out of the house, and accounts are named so that no two are taken for one."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from casework.web.addresses import account_in_address, account_named, own_path

HOUSE = "https://casework.example/sign-in"


@given(st.text(alphabet="/\\:.@?#% \t\r\nabc", max_size=12) | st.none())
def test_no_address_leads_out_of_the_house(address: str | None) -> None:
    led = urljoin(HOUSE, own_path(address))

    assert urlsplit(led).netloc == "casework.example"


@given(st.from_regex(r"/[a-z0-9/-]{0,20}(\?[a-z=&0-9]{0,20})?", fullmatch=True))
def test_addresses_of_the_house_stay_as_they_are(address: str) -> None:
    if not address.startswith("//"):
        assert own_path(address) == address


_NAMES = st.text("/%?&#. ab快", min_size=1).filter(lambda name: name == name.strip())


@given(_NAMES, _NAMES)
def test_an_account_named_in_an_address_is_that_account(platform: str, account_id: str) -> None:
    assert account_named(account_in_address(platform, account_id)) == (platform, account_id)


def test_what_no_register_can_hold_is_not_brought_back() -> None:
    assert account_named("%00/s00001") == ("\N{REPLACEMENT CHARACTER}", "s00001")


def test_an_account_is_read_as_people_write_it() -> None:
    assert account_in_address("taobao", "s00001") == "taobao/s00001"
    assert account_named(" taobao / s00001 ") == ("taobao", "s00001")
