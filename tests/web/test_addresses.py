"""No address leads out of the house."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from casework.web.addresses import own_path

HOUSE = "https://casework.example/sign-in"


@given(st.text(alphabet="/\\:.@?#% \t\r\nabc", max_size=12) | st.none())
def test_no_address_leads_out_of_the_house(address: str | None) -> None:
    led = urljoin(HOUSE, own_path(address))

    assert urlsplit(led).netloc == "casework.example"


@given(st.from_regex(r"/[a-z0-9/-]{0,20}(\?[a-z=&0-9]{0,20})?", fullmatch=True))
def test_addresses_of_the_house_stay_as_they_are(address: str) -> None:
    if not address.startswith("//"):
        assert own_path(address) == address
