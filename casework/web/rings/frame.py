"""What every page of rings stands in: its blueprint, and what its templates ask."""

from __future__ import annotations

from flask import Blueprint

from casework.flow.linking import AccountPair
from casework.web.addresses import account_in_address
from casework.web.answers import fragile
from casework.web.picture import pair_of

blueprint = Blueprint("rings", __name__, url_prefix="/rings")

blueprint.add_app_template_global(account_in_address)
blueprint.add_app_template_global(pair_of)
blueprint.add_app_template_global(AccountPair.of, "pair_between")
blueprint.add_app_template_test(fragile)
