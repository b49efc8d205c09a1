"""The words of a pack in English, in Chinese, or in both."""

from __future__ import annotations

from casework.flow.packs.labels import LABELS
from casework.flow.packs.phrases import PHRASES

LANGUAGES = ("en", "zh", "both")


class Words:
    """Every label and sentence of a pack, in the language its recipient asked for."""

    def __init__(self, language: str) -> None:
        self._which = {"en": (0,), "zh": (1,), "both": (0, 1)}[language]

    def label(self, key: str) -> str:
        """Return a label; in both languages the English stands first."""
        return " / ".join(dict.fromkeys(LABELS[key][one] for one in self._which))

    def word(self, group: str, value: str) -> str:
        """Return the word for a value of a closed list; as it is where the list is not closed."""
        return self.label(f"{group}.{value}") if f"{group}.{value}" in LABELS else value

    def prose(self, key: str) -> list[str]:
        """Return the paragraphs of a text: all of one language, then all of the other."""
        return [text for one in self._which for text in PHRASES[key][one]]

    def chinese(self, key: str) -> str:
        """Return the Chinese of a label: for sentences casework itself says in English."""
        return LABELS[key][1]

    def joined(self, english: str, chinese: str) -> str:
        """Return a sentence that exists in both languages, in the pack's language.

        The English is what the system recorded; a Chinese pack carries it behind the Chinese.
        """
        if self._which == (0,):
            return english
        return f"{english} {chinese}" if self._which == (0, 1) else f"{chinese}（{english}）"
