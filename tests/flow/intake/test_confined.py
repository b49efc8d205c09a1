"""What happens to a process that reads does not happen to the one that asked."""

from __future__ import annotations

import gc
import os
import select
import signal
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.confined import Limits, confined
from casework.flow.intake.confined.wire import Garbled, packed, unpacked
from tests.flow.intake import works

_MEGABYTE = 1024**2


def _done(work: Callable[..., Any], *arguments: Any, **limits: Any) -> list[Any]:
    return list(confined(work, *arguments, label="f.csv", limits=Limits(**limits)))


def test_what_work_yields_is_handed_on() -> None:
    # Given work with values of every kind that crosses; when done elsewhere; then they come back
    values = [None, True, 7, 1.5, "平台", b"\x00\xff", [1, ["a"]], (1, 2), {"a": {"b": [None]}}]
    assert _done(works.hand_back, *values) == values


def test_arrow_is_handed_on() -> None:
    # Given work that makes a batch; when done elsewhere; then it is here, cell by cell
    ((said),) = _done(works.number_a_batch, 3)
    assert said["rows"].to_pydict() == {"n": [0, 1, 2], "t": ["平台"] * 3}


def test_a_process_reads_without_the_register() -> None:
    # Given work; when it looks about itself; then nothing of the register is loaded there
    (modules,) = _done(works.know_modules)
    assert "casework.flow.intake" in modules
    assert not [name for name in modules if name.startswith(("sqlalchemy", "casework.model"))]


@pytest.mark.parametrize(
    ("work", "arguments", "why"),
    [
        (works.fill_memory, [600], r"takes more memory than the 100 MB"),
        (works.die, [signal.SIGABRT], r"takes more memory than"),
        (works.die, [signal.SIGSEGV], r"damaged in a way that crashes its reader"),
        (works.die, [signal.SIGTERM], r"ended before its time"),
        (works.leave, [], r"ended before its time"),
        (works.think_for_ever, [], r"took more than 1 seconds of computing"),
        (works.stumble, [], r"gave up on it \(ZeroDivisionError: one line\)"),
        (works.hand_on_an_object, [], r"a object does not cross"),
        (works.babble, [], r"what nobody can read"),
        (works.write_a_file, [Path("/tmp/casework-confined")], r"File too large"),
    ],
)
def test_every_end_is_one_sentence(
    work: Callable[..., Any], arguments: list[Any], why: str
) -> None:
    # Given work that dies, does too much, or is taken over; when done elsewhere; then the file and
    # the reason are named
    with pytest.raises(FileUnreadable, match=rf"^f\.csv: .*{why}"):
        _done(work, *arguments, memory=100 * _MEGABYTE, seconds=1)


def test_a_process_that_reads_holds_one_end_of_one_pipe() -> None:
    # Given work; when it looks about itself; then there is nothing but the way out: how it ended
    # is told by another, whom it cannot imitate
    assert _done(works.know_own_files) == [1]


def test_a_process_that_hangs_up_and_stays_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a process that closes its way out and does not go; when waited for; then not for long
    monkeypatch.setattr("casework.flow.intake.confined.reading._PARTING", 0.5)
    with pytest.raises(FileUnreadable, match="ended before its time"):
        _done(works.hang_up_and_stay)


def test_a_value_that_comes_byte_by_byte_is_no_sign_of_life() -> None:
    # Given a process that sends a byte now and then; when patience is over; then it is ended
    with pytest.raises(FileUnreadable, match="stood still for 1 seconds"):
        _done(works.dribble, silence=1.0)


def test_no_more_is_made_room_for_than_the_sender_may_hold() -> None:
    # Given a process that promises gigabytes; when it may not hold them; then it is not heard
    with pytest.raises(FileUnreadable, match="what nobody can read"):
        _done(works.promise_much, memory=20 * _MEGABYTE)


def test_a_process_that_stands_still_is_ended() -> None:
    # Given work that waits for something that never comes; when patience is over; then it is said
    with pytest.raises(FileUnreadable, match="stood still for 1 seconds"):
        _done(works.stand_still, silence=1.0)


def test_refusals_come_through_as_themselves() -> None:
    # Given work that refuses a file; when done elsewhere; then class and sentence are the same
    with pytest.raises(FileUnreadable, match=r"^inner\.csv: row 2 is odd\.$") as refused:
        _done(works.refuse)
    assert (refused.value.file, refused.value.why) == ("inner.csv", "row 2 is odd.")
    with pytest.raises(DeliveryEmpty, match=r"^inner\.csv: there is nothing"):
        _done(works.find_nothing)


@pytest.mark.parametrize("end", ["close", "let go"])
def test_who_stops_asking_ends_the_process(end: str) -> None:
    # Given work under way
    told = confined(works.know_own_process, label="f.csv")
    ended = os.pidfd_open(next(told))
    # When nobody wants the rest
    if end == "close":
        told.close()
    del told
    gc.collect()
    # Then its process is ended, long before it would have been done
    assert select.select([ended], [], [], 30)[0]
    os.close(ended)


def test_after_a_death_the_next_file_is_read() -> None:
    # Given a reading that died; when the next is asked for; then it is done
    with pytest.raises(FileUnreadable):
        _done(works.die, signal.SIGKILL)
    assert _done(works.count, 3) == [0, 1, 2]


def test_two_readings_go_side_by_side() -> None:
    # Given two readings; when asked in turns; then neither waits for the other
    left, right = (confined(works.count, 3, label="f.csv") for _ in range(2))
    assert [next(left), next(right), next(left), next(right)] == [0, 0, 1, 1]


def test_what_was_spent_is_known() -> None:
    # Given work that fills memory; when it is done; then its peak was seen
    told = confined(works.fill_memory, 200, label="f.csv")
    assert list(told) == [200]
    assert told.spent is not None
    assert 200 * _MEGABYTE < told.spent.peak < 400 * _MEGABYTE


def test_a_forked_process_has_rooms_of_its_own() -> None:
    # Given a process that has read something
    assert _done(works.count, 1) == [0]
    # When one forked from it reads
    pid = os.fork()
    if pid == 0:
        os._exit(0 if _done(works.count, 2) == [0, 1] else 1)
    # Then it can, and so can this one
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert _done(works.count, 1) == [0]


def test_limits_grow_with_the_file(tmp_path: Path) -> None:
    # Given a small file, a large one that is read row by row, and one that is held as a whole
    small, long, book = tmp_path / "s", tmp_path / "l", tmp_path / "b"
    for path, head in ((small, b"a"), (long, b"a"), (book, b"PK\x03\x04")):
        path.write_bytes(head)
    for path in (long, book):
        os.truncate(path, 100 * _MEGABYTE)
    # When asked what they may use; then all get time, and memory only what needs it
    assert Limits.of(small).memory == Limits.of(long).memory < 350 * _MEGABYTE
    assert Limits.of(book).memory > 2000 * _MEGABYTE
    assert Limits.of(book).seconds == Limits.of(long).seconds > Limits.of(small).seconds


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff" * 64,
        b"\x00\x00\x00\x04\x00\x00\x00\x00{}{}",
        b"\x00\x00\x00\x02\x00\x00\x00\x00{}",
        b'\x00\x00\x00\x0b\x00\x00\x00\x00{"bytes":9}',
        b'\x00\x00\x00\x0b\x00\x00\x00\x00{"batch":0}',
    ],
)
def test_what_a_stranger_sends_is_not_believed(sent: bytes) -> None:
    # Given bytes that are no value; when read; then they are called garbled
    buffer = pa.BufferReader(sent)
    with pytest.raises(Garbled):
        unpacked(buffer.read_buffer)


def test_a_batch_that_lies_about_its_text_is_not_believed() -> None:
    # Given a batch whose text is no UTF-8
    text = pa.StringArray.from_buffers(
        1, pa.py_buffer(b"\x00\x00\x00\x00\x02\x00\x00\x00"), pa.py_buffer(b"\xff\xfe")
    )
    sent = b"".join(bytes(one) for one in packed(pa.record_batch({"a": text})))
    buffer = pa.BufferReader(sent)
    # When read; then it is called garbled
    with pytest.raises(Garbled):
        unpacked(buffer.read_buffer)


def test_a_batch_that_could_unpack_to_more_than_there_is_is_not_believed() -> None:
    # Given a batch that came compressed, and the same as it is
    batch = pa.record_batch({"a": pa.array([0] * 100_000)})
    schema, plain = (bytes(one) for one in packed(batch)[1:])
    packs = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.BufferOutputStream() as out:
        with pa.ipc.new_stream(out, batch.schema, options=packs) as stream:
            stream.write_batch(batch)
        told = pa.ipc.MessageReader.open_stream(out.getvalue())
    told.read_next_message()
    small = bytes(told.read_next_message().serialize())
    # When read; then the one is a batch, the other is called garbled
    assert len(small) < len(plain) // 100
    assert _value_of(schema, plain).num_rows == 100_000
    with pytest.raises(Garbled):
        _value_of(schema, small)


def _value_of(schema: bytes, body: bytes) -> Any:
    text = b'{"batch":0}'
    sizes = struct.pack(">IIQQ", len(text), 2, len(schema), len(body))
    return unpacked(pa.BufferReader(sizes + text + schema + body).read_buffer)
