"""How values travel from a confined process: JSON and Arrow, never anything that can be run.

Threat: a file may take over the process that reads it. Pickles from there would run whatever they
say in the process that holds the register, so only plain values cross: None, bool, int, float, str,
bytes, lists, tuples, dicts with text keys, and Arrow record batches, which are validated.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

_HEAD = struct.Struct(">II")
_LONGEST_TEXT = 1 << 28
_MOST_BUFFERS = 1 << 16
_LONGEST_BUFFER = 1 << 31
_HEADER, _COMPRESSION = 2, 3
"""Fields, counted from 0, of the tables Message and RecordBatch."""
_PLAIN = (str, int, float, bool, type(None))


class Garbled(ValueError):
    """What came is no value: the process that sent it is not to be believed."""


def packed(value: Any) -> list[Any]:
    """Return the buffers that say a value, to be sent one after the other."""
    buffers: list[Any] = []
    text = json.dumps(_plain(value, buffers)).encode()
    sizes = b"".join(struct.pack(">Q", len(memoryview(one))) for one in buffers)
    return [_HEAD.pack(len(text), len(buffers)) + sizes + text, *buffers]


def unpacked(read: Callable[[int], Any], most: int = _LONGEST_BUFFER) -> Any:
    """Return the next value, its Arrow buffers asked for through `read`; raises Garbled.

    `most` is how many bytes it may have, all together: what its sender may hold at most.
    """
    length, count = _HEAD.unpack(read(_HEAD.size))
    if length > _LONGEST_TEXT or count > _MOST_BUFFERS:
        raise Garbled("too long")
    sizes = struct.unpack(f">{count}Q", read(8 * count))
    text = bytes(read(length))
    if any(size > _LONGEST_BUFFER for size in sizes) or length + sum(sizes) > most:
        raise Garbled("too long")
    buffers = [read(size) for size in sizes]
    try:
        return _value(json.loads(text), buffers)
    except (ValueError, TypeError, LookupError, RuntimeError, OSError, struct.error) as problem:
        raise Garbled(type(problem).__name__) from None


def _plain(value: Any, buffers: list[Any]) -> Any:
    """Return a value as JSON: what JSON has no word for is an object with one tagged member."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, list):
        return [_plain(one, buffers) for one in value]
    if isinstance(value, tuple):
        return {"tuple": [_plain(one, buffers) for one in value]}
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise TypeError("a dict whose keys are not text does not cross")
        return {"dict": {name: _plain(one, buffers) for name, one in value.items()}}
    if isinstance(value, bytes):
        buffers.append(value)
        return {"bytes": len(buffers) - 1}
    return _serialised(value, buffers)


def _serialised(value: Any, buffers: list[Any]) -> Any:
    import pyarrow as pa

    if not isinstance(value, pa.RecordBatch):
        raise TypeError(f"a {type(value).__name__} does not cross; send plain values")
    buffers += [value.schema.serialize(), value.serialize()]
    return {"batch": len(buffers) - 2}


def _value(said: Any, buffers: list[Any]) -> Any:
    if isinstance(said, list):
        return [_value(one, buffers) for one in said]
    if not isinstance(said, dict):
        return said
    ((tag, inner),) = said.items()
    if tag == "dict":
        return {name: _value(one, buffers) for name, one in inner.items()}
    if tag == "tuple":
        return tuple(_value(one, buffers) for one in inner)
    if tag == "bytes":
        return buffers[inner].to_pybytes()
    if tag == "batch":
        return _batch(buffers[inner], buffers[inner + 1])
    raise Garbled(tag)


def _batch(schema: Any, buffer: Any) -> Any:
    import pyarrow as pa

    if _is_compressed(pa.ipc.read_message(buffer).metadata.to_pybytes()):
        raise Garbled("compressed")  # it could unpack to more than there is
    batch = pa.ipc.read_record_batch(buffer, pa.ipc.read_schema(schema))
    batch.validate(full=True)
    return batch


def _is_compressed(message: bytes) -> bool:
    """Return whether a message of Arrow says that its body is compressed.

    `Message.header.compression` in Arrow's Message.fbs, found as FlatBuffers lays out its tables.
    """
    header = _field(message, struct.unpack_from("<I", message)[0], _HEADER)
    if header is None:
        raise Garbled("no header")
    return (
        _field(message, header + struct.unpack_from("<I", message, header)[0], _COMPRESSION)
        is not None
    )


def _field(message: bytes, table: int, number: int) -> int | None:
    """Return where a field of a FlatBuffers table lies; None where the table leaves it out."""
    names = table - struct.unpack_from("<i", message, table)[0]
    if 4 + 2 * number >= struct.unpack_from("<H", message, names)[0]:
        return None
    at: int = struct.unpack_from("<H", message, names + 4 + 2 * number)[0]
    return table + at if at else None
