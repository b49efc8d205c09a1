"""A refusal is one sentence, whatever the file called its columns."""

from __future__ import annotations

from casework.errors import KindUnknown


def test_names_that_are_no_names_make_no_second_line() -> None:
    # Given a header whose quotation mark swallowed the rows
    header = ["payment_id,amount\r\nP1,5\r\n" * 40, "a\x00\x1b[2J", *(f"c{n}" for n in range(30))]
    # When it is refused
    said = str(KindUnknown("x.csv", header, "payments", ["payment_id"]))
    # Then in one sentence of one line, and not a long one
    assert said.startswith("x.csv: the header (payment_id,amount P1,5 payment_id,amount")
    assert said.isprintable()
    assert len(said) < 400
    assert "c5" in said
    assert "c6" not in said
