"""What is printed from the code stands in the documents as printed."""

from __future__ import annotations

import json

from casework.cli.founding import access_page
from tests.house import source


def test_access_page_is_as_printed() -> None:
    written = (source.ROOT / "docs" / "access.md").read_text(encoding="utf-8")

    assert written == access_page(), "print it anew: casework access > docs/access.md"


def test_lock_of_the_assets_names_no_registry() -> None:
    packages = json.loads((source.ROOT / "package-lock.json").read_text(encoding="utf-8"))

    for name, facts in packages["packages"].items():
        assert "resolved" not in facts, f"{name}: lock with omit-lockfile-registry-resolved"
        assert not name or facts.get("integrity"), f"{name} has no integrity hash"
