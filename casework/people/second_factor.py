"""The second factor: the authenticator's secret, and recovery codes for when it is lost."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import delete, func, select, update

from casework.act import Act
from casework.model import Officer, RecoveryCode
from casework.people.service import end_sessions
from casework.vocabulary import Action

AUTHENTICATOR = "authenticator"
CODES = 10

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read as another
_GROUPS, _GROUP = 4, 4


def has(officer: Officer) -> bool:
    """Return whether the officer signs in with an authenticator."""
    return officer.tf_primary_method == AUTHENTICATOR


def choose(act: Act, secret: str, counter: int) -> list[str]:
    """Let the acting officer use this authenticator from now on; return new recovery codes.

    `secret` is encrypted already; `counter` is the time step of the code that proved it, which so
    counts no second time. Every session of the officer ends.
    """
    act.officer.tf_primary_method = AUTHENTICATOR
    act.officer.tf_totp_secret = secret
    act.officer.tf_totp_counter = counter
    end_sessions(act.officer)
    act.record("officer:second-factor-chosen", act.officer)
    return make_recovery_codes(act)


def reset(act: Act, officer: Officer) -> None:
    """Take a lost authenticator away: the officer sets up a new one when next signing in."""
    act.require(Action.OFFICER_MANAGE, officer)
    officer.tf_primary_method = officer.tf_totp_secret = officer.tf_totp_counter = None
    end_sessions(officer)
    act.session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
    act.record("officer:second-factor-reset", officer)


def make_recovery_codes(act: Act) -> list[str]:
    """Return new recovery codes of the acting officer; earlier ones count no more.

    They are told once. The register keeps SHA-256 hashes: a code holds 79 random bits, so there is
    nothing a slow hash would protect.
    """
    mine = RecoveryCode.officer_id == act.officer.id
    act.session.execute(delete(RecoveryCode).where(mine))
    codes = [_code() for _ in range(CODES)]
    act.session.add_all(
        RecoveryCode(officer_id=act.officer.id, code_hash=_kept(code)) for code in codes
    )
    act.record("officer:recovery-codes-made", act.officer, count=CODES)
    return codes


def use_recovery_code(act: Act, code: str) -> bool:
    """Return whether this was a recovery code of the acting officer that was not used before."""
    # One statement: of two uses at the same moment the database lets one find the code unused.
    used = act.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.officer_id == act.officer.id,
            RecoveryCode.code_hash == _kept(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=act.at)
        .returning(RecoveryCode.id)
    ).all()
    if not used:
        return False
    act.record("officer:recovery-code-used", act.officer, left=recovery_codes_left(act))
    return True


def recovery_codes_left(act: Act) -> int:
    """Return how many recovery codes the acting officer has not used."""
    unused = select(func.count()).where(
        RecoveryCode.officer_id == act.officer.id, RecoveryCode.used_at.is_(None)
    )
    return act.session.scalars(unused).one()


def _code() -> str:
    return "-".join(
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)
    )


def _kept(code: str) -> str:
    letters = "".join(code.lower().replace("-", "").split())
    return hashlib.sha256(letters.encode()).hexdigest()
