"""Whether the wording of an indicator asks for two things at once, of which one row of figures can show only one."""

from __future__ import annotations

import re

from pipeline.normalise.attainment.words import Words
from pipeline.normalise.values import read_value

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WISHES = ("relative_target", "threshold")


def mixed_conditions(indicator: str, lang: str | None, year: int | None, words: Words) -> bool:
    """Whether one sentence wants a state ("payment methods are in use") and another a level or a direction.

    Two sentences about figures do not count: the second often says what the first is measured by.
    """
    kinds: set[str] = set()
    for sentence in _SENTENCE.split(indicator):
        read = read_value(
            {"text": sentence, "field": "target", "lang": lang, "context": {"report_year": year}},
            words.lexicon,
        )
        if read["kind"] == "state" and read["state"] != "other" and not read["items"]:
            kinds.add("state")
        elif read["kind"] in _WISHES:
            kinds.add("wish")
    return len(kinds) == 2
