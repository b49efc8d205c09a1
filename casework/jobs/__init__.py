"""Jobs: long work outside the request. Asked for in a transaction, done once, wherever it dies."""

from casework.jobs.queue import cancel, enqueue, find, latest, recent
from casework.jobs.runner import Worker

__all__ = ["Worker", "cancel", "enqueue", "find", "latest", "recent"]
