"""Agencies and officers: who there is, how they are invited, and how they sign in.

`sign_in`, `invitations`, `second_factor` and `passwords` hold what an officer does for themselves,
or before anybody is known; the verbs here are an administrator's.
"""

from casework.people import invitations, passwords, second_factor, sign_in
from casework.people.enrolment import (
    NewAgency,
    NewOfficer,
    add_agency,
    agencies,
    enrol,
    officers,
)
from casework.people.founding import found
from casework.people.invitations import invite
from casework.people.second_factor import reset as reset_second_factor
from casework.people.service import disable, enable, set_password

__all__ = [
    "NewAgency",
    "NewOfficer",
    "add_agency",
    "agencies",
    "disable",
    "enable",
    "enrol",
    "found",
    "invitations",
    "invite",
    "officers",
    "passwords",
    "reset_second_factor",
    "second_factor",
    "set_password",
    "sign_in",
]
