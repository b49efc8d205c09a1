"""The command on graphs: a line for each way, then both ways to join."""

from __future__ import annotations

import pytest

from benchmarks.bench_graphs import main
from benchmarks.graphs.ways import FINDINGS


def test_each_way_has_a_line_and_plain_communities_are_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given one small graph, and a few accounts to join
    graph = ["--nodes", "200", "--mixings", "0.1", "--seeds", "1"]
    monkeypatch.setattr("sys.argv", ["bench_graphs", *graph, "--accounts", "2000", "--ties", "900"])

    # When the benchmark runs
    main()

    # Then every way has its line, and casework's proposals are as good as networkx's
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    scored = {line[3]: line for line in lines if line[:1] == ["200"]}
    assert set(scored) == set(FINDINGS)
    assert float(scored["casework"][6]) <= 0.02
    assert [line[2] for line in lines[-2:]] == ["casework", "networkx"]
    assert lines[-2][3] == lines[-1][3]
