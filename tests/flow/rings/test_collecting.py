"""The collector is left alone, and back afterwards."""

from __future__ import annotations

import gc

import pytest

from casework.flow.rings.collecting import uncollected


def test_the_collector_is_back_whatever_ended_the_work() -> None:
    # Given a discovery that breaks off, within one
    with pytest.raises(KeyError), uncollected(), uncollected():
        assert not gc.isenabled()
        raise KeyError

    # Then garbage is collected again
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
