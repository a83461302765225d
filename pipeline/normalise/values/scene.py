"""A cell text with what is known of its place and what was found in it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from pipeline.normalise.lexer import Reading
from pipeline.normalise.lexicon import Lexicon, Match


@dataclass(frozen=True, slots=True)
class Question:
    """A cell text with what is known of its place. `lang` None: not known."""

    text: str
    field: str
    lang: str | None
    indicator: str
    better: str | None
    report_year: int | None
    unit_hint: str | None
    cell: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False, compare=False)
    counts: bool = False  # the row counts something, so that "2000" is an amount and no year


@dataclass(slots=True)
class Scene:
    """A question with its text as tokens and the phrases found in it."""

    question: Question
    lexicon: Lexicon
    reading: Reading
    states: list[Match]
    trends: list[Match]

    @property
    def lang(self) -> str | None:
        """Language of the text, None when not known."""
        return self.question.lang
