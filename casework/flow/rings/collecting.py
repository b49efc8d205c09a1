"""Python's collector of garbage, left alone while a discovery makes millions of objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing is searched for garbage in circles; what nobody names is freed as ever.

    A discovery makes millions of rows and references and throws hardly a circle away: looking
    through all of them again and again takes long and frees nothing.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
