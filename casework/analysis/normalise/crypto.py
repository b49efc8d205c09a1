"""Addresses of Bitcoin, Ethereum and TRON, each with the checksum it carries."""

from __future__ import annotations

import hashlib
import re

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_OLD_BITCOIN = re.compile(r"[13][1-9A-HJ-NP-Za-km-z]{25,34}")
_TRON = re.compile(r"T[1-9A-HJ-NP-Za-km-z]{33}")
_NEW_BITCOIN = re.compile(r"(?:bc1[0-9a-z]{11,71}|BC1[0-9A-Z]{11,71})")
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}")
_BITCOIN_VERSIONS, _TRON_VERSION = (0x00, 0x05), 0x41
_BECH32_END, _BECH32M_END = 1, 0x2BC830A3
_HASH_LENGTH = 20


def address(text: str) -> str | None:
    """The address in its one spelling, None where it is none or its checksum is wrong.

    Base58 addresses keep their capitals, which mean something; `bc1` and `0x` ones are given in
    lower-case. The capitals of an Ethereum address are a checksum (EIP-55) where both sizes occur.

    >>> address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
    >>> address("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed") is None
    True
    """
    if _ETHEREUM.fullmatch(text):
        return text.lower() if _is_ethereum(text[2:]) else None
    if _NEW_BITCOIN.fullmatch(text):
        return text.lower() if _is_segwit(text.lower()) else None
    if _OLD_BITCOIN.fullmatch(text):
        return text if _version(text) in _BITCOIN_VERSIONS else None
    if _TRON.fullmatch(text):
        return text if _version(text) == _TRON_VERSION else None
    return None


def _version(text: str) -> int | None:
    """The first byte of a Base58Check text of 21 bytes, None where its checksum is wrong."""
    number = 0
    for sign in text:
        number = number * 58 + _BASE58.index(sign)
    try:
        data = number.to_bytes(_HASH_LENGTH + 5, "big")
    except OverflowError:
        return None
    zeros = len(text) - len(text.lstrip("1"))
    if zeros != len(data) - len(data.lstrip(b"\0")) or not any(data[1:-4]):
        return None
    twice = hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()
    return data[0] if twice[:4] == data[-4:] else None


def _is_segwit(text: str) -> bool:
    """BIP 173 for version 0, BIP 350 for later ones."""
    signs = text[3:]
    if not set(signs) <= set(_BECH32):
        return False
    values = [_BECH32.index(sign) for sign in signs]
    spread = [ord("b") >> 5, ord("c") >> 5, 0, ord("b") & 31, ord("c") & 31]
    end = _BECH32_END if values[0] == 0 else _BECH32M_END
    return values[0] <= 16 and _polymod([*spread, *values]) == end


def _polymod(values: list[int]) -> int:
    made = 1
    for value in values:
        top = made >> 25
        made = (made & 0x1FFFFFF) << 5 ^ value
        for at, step in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            made ^= step if top >> at & 1 else 0
    return made


def _is_ethereum(digits: str) -> bool:
    if set(digits) <= {"0"} or len(set(digits.lower())) == 1:
        return False
    if digits in (digits.lower(), digits.upper()):
        return True
    nibbles = _keccak256(digits.lower().encode()).hex()
    pairs = zip(digits, nibbles, strict=False)
    return all(sign.isdigit() or sign.isupper() == (int(nibble, 16) > 7) for sign, nibble in pairs)


_ROUNDS = (
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
    0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
    0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
)  # fmt: skip
_RATE = 136
_ALL = (1 << 64) - 1


def _keccak256(data: bytes) -> bytes:
    """Keccak with 256 bits as Ethereum uses it: SHA-3 before NIST changed its padding."""
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % _RATE)
    padded[-1] ^= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), _RATE):
        for at in range(_RATE // 8):
            piece = padded[start + 8 * at : start + 8 * at + 8]
            lanes[at % 5][at // 5] ^= int.from_bytes(piece, "little")
        lanes = _permuted(lanes)
    return b"".join(lanes[at][0].to_bytes(8, "little") for at in range(4))


def _permuted(lanes: list[list[int]]) -> list[list[int]]:
    """Keccak-f[1600], FIPS 202, 3.3."""
    for constant in _ROUNDS:
        sums = [a ^ b ^ c ^ d ^ e for a, b, c, d, e in lanes]
        for x in range(5):
            turned = sums[x - 1] ^ _turn(sums[(x + 1) % 5], 1)
            lanes[x] = [lane ^ turned for lane in lanes[x]]
        x, y, moved = 1, 0, lanes[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            moved, lanes[x][y] = lanes[x][y], _turn(moved, (step + 1) * (step + 2) // 2)
        rows = [[lanes[x][y] for x in range(5)] for y in range(5)]
        lanes = [
            [rows[y][x] ^ (~rows[y][(x + 1) % 5] & _ALL & rows[y][(x + 2) % 5]) for y in range(5)]
            for x in range(5)
        ]
        lanes[0][0] ^= constant
    return lanes


def _turn(lane: int, by: int) -> int:
    by %= 64
    return (lane << by | lane >> (64 - by)) & _ALL
