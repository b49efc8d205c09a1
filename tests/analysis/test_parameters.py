"""Parameters are kept with every run."""

from __future__ import annotations

import json

from casework.analysis.parameters import Parameters


def test_parameters_can_be_written_down_and_read_back() -> None:
    assert Parameters(**json.loads(json.dumps(Parameters().as_dict()))) == Parameters()
