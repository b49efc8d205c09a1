"""What may go wrong with long work."""

from __future__ import annotations

from casework.errors.problem import CaseworkProblem


class JobTaken(CaseworkProblem):
    """Another worker holds this job now; what was done here is dropped."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id
        super().__init__(f"Job {job_id} was taken over by another worker.")


class JobOver(CaseworkProblem):
    def __init__(self, job_id: int, state: str) -> None:
        self.job_id, self.state = job_id, state
        super().__init__(f"Job {job_id} is {state} already.")
