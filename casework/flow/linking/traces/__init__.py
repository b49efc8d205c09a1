"""What accounts show, what they share, and what that says: the lake's rows become groups."""

from casework.flow.linking.traces.kinds import SENDER, kind_of
from casework.flow.linking.traces.rows import read_told
from casework.flow.linking.traces.suggest import Suggestion, suggest
from casework.flow.linking.traces.within import traces_within

__all__ = ["SENDER", "Suggestion", "kind_of", "read_told", "suggest", "traces_within"]
