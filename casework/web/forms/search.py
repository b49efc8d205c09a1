"""The one box of the search."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SearchField
from wtforms.validators import InputRequired, Length


class SearchForm(FlaskForm):
    """Sent, never put into an address: what is searched for is often a person."""

    text = SearchField(
        "Search in everything you may see",
        [
            InputRequired("Write what to look for."),
            Length(2, 200, "Between 2 and 200 characters."),
        ],
        description="A number or title, an account, a waybill, a telephone number in any way of "
        "writing, a name in characters or pinyin, an address, a word of a note.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
