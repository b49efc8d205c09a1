"""The vault keeps bytes under their hash and notices when they are not those bytes any more."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from casework.errors import ExhibitAltered, VaultMissing
from casework.evidence import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def test_what_is_put_is_kept_under_its_hashes(vault: Vault, tmp_path: Path) -> None:
    # Given a delivered file
    delivered = tmp_path / "orders.csv"
    delivered.write_bytes(b"platform,order_id\n")
    # When it is put
    kept = vault.put(delivered)
    # Then the vault names it by its hashes and gives the same bytes back
    assert kept.sha256 == hashlib.sha256(b"platform,order_id\n").hexdigest()
    assert kept.sha512 == hashlib.sha512(b"platform,order_id\n").hexdigest()
    assert kept.size == 18
    with vault.open(kept.sha256) as stream:
        assert stream.read() == b"platform,order_id\n"


def test_the_same_bytes_lie_there_once(vault: Vault) -> None:
    # Given and when: the same bytes arrive twice, as streams
    first, second = vault.put(io.BytesIO(b"same")), vault.put(io.BytesIO(b"same"))
    # Then there is one file, and nothing is left on its way
    assert first == second
    assert [path.name for path in vault.folder.rglob("*") if path.is_file()] == [first.sha256]


def test_altered_bytes_are_not_handed_out(vault: Vault) -> None:
    # Given bytes altered behind the vault's back
    kept = vault.put(io.BytesIO(b"receipt 100"))
    place = vault.path(kept.sha256)
    place.chmod(0o600)
    place.write_bytes(b"receipt 900")
    # When they are asked for, then the vault refuses and names both hashes
    with pytest.raises(ExhibitAltered) as refusal:
        vault.open(kept.sha256)
    assert refusal.value.expected == kept.sha256
    assert refusal.value.found == hashlib.sha256(b"receipt 900").hexdigest()


def test_altered_bytes_are_not_mended_in_silence(vault: Vault) -> None:
    # Given bytes altered behind the vault's back
    kept = vault.put(io.BytesIO(b"receipt 100"))
    place = vault.path(kept.sha256)
    place.chmod(0o600)
    place.write_bytes(b"receipt 900")
    # When the right bytes arrive again, then that is said, and nothing is written over
    with pytest.raises(ExhibitAltered):
        vault.put(io.BytesIO(b"receipt 100"))
    assert place.read_bytes() == b"receipt 900"


def test_kept_bytes_cannot_be_written_by_accident(vault: Vault) -> None:
    # Given and when
    kept = vault.put(io.BytesIO(b"x"))
    # Then the file carries no permission to write
    assert vault.path(kept.sha256).stat().st_mode & 0o222 == 0


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_is_missing(vault: Vault, name: str) -> None:
    # Given an empty vault; when a name is asked for, hash or not; then it is missing
    with pytest.raises(VaultMissing):
        vault.path(name)


def test_a_stream_that_breaks_leaves_nothing(vault: Vault) -> None:
    # Given a stream that breaks off
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError

    # When it is put
    with pytest.raises(ConnectionResetError):
        vault.put(Broken())
    # Then nothing is left behind
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []
