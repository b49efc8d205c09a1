"""What is measured is the process and its children, and whoever passes a limit is stopped."""

from __future__ import annotations

from benchmarks.measuring import Clock, Limits, watched

MODULE = "tests.benchmarks.working"


def test_what_was_printed_and_held_is_returned() -> None:
    # Given work that holds forty megabytes in a child for a while
    ended = watched([MODULE, "child"], Limits())

    # Then its memory is counted, and it ended well
    assert ended.printed == "done\n"
    assert ended.peak > 40_000_000
    assert ended.why == ""


def test_work_that_takes_too_long_is_stopped_with_its_children() -> None:
    ended = watched([MODULE, "forever"], Limits(seconds=0.5))

    assert ended.why == "not done within 0 s"
    assert ended.printed == ""


def test_work_that_holds_too_much_is_stopped() -> None:
    assert watched([MODULE, "forever"], Limits(memory=1e6)).why == "more than 0.0 GB"


def test_work_that_fails_says_with_what_status() -> None:
    assert watched([MODULE, "fail"], Limits()).why == "ended with status 3"


def test_computing_is_counted() -> None:
    # Given a moment
    began = Clock.now()

    # When some work is done
    sum(number * number for number in range(3_000_000))

    # Then neither clock stood still
    seconds, computing = Clock.now().since(began)
    assert seconds > 0
    assert computing > 0
