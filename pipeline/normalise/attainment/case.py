"""A target with its outcome as it is judged, and what the judgement says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.quoting import quoted
from pipeline.normalise.attainment.words import Words
from pipeline.normalise.claims.say import change

Cell = dict[str, Any]
Change = tuple[float, str | None]
"""An amount and its unit."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`basis` is the code of the reason; `texts` fill its sentence. `progress` is percent of the way to the target.

    `sentence` is the code of the sentence where a reason has several, else empty. `changes` are the amounts and units
    of a sentence about changes, written in the language it is said in.
    """

    attainment: str
    basis: str
    texts: dict[str, str]
    better: str | None = None
    inferred: bool = False
    progress: float | None = None
    sentence: str = ""
    changes: dict[str, Change] = field(default_factory=dict)

    def say(self, words: Words, lang: str) -> str:
        """The basis as a sentence."""
        texts = {
            k: (words.say(v, lang) if v.startswith("wish_") else quoted(v)) for k, v in self.texts.items()
        }
        texts |= {k: change(*amount, lang, words.expectations) for k, amount in self.changes.items()}
        return words.say(self.sentence or self.basis, lang, **texts)


def _as_found(figure: str, text: str) -> str:
    """A figure with its unit as its cell writes them: "62.4%", where the reader put a space between the two."""
    pattern = r"\s*".join(re.escape(part).replace(r"\.", "[.,]") for part in figure.split())
    found = re.search(rf"(?<!\d){pattern}", text) if pattern else None
    return " ".join(found[0].split()) if found else figure


@dataclass(frozen=True, slots=True)
class Case:
    """All a judgement looks at: the three cells with their texts."""

    baseline: Cell
    target: Cell
    actual: Cell
    texts: dict[str, str]
    explanation: str
    better: str | None
    inferred: bool
    words: Words

    def answer(self, attainment: str, basis: str, progress: float | None = None, sentence: str = "", **texts: str) -> Judgement:  # fmt: skip
        """The judgement with the code of its basis; `texts` fill the sentence, `progress` is percent of the way."""
        told = {name: _as_found(text, self.texts.get(name, "")) for name, text in texts.items()}
        return Judgement(
            attainment, basis, {**self.texts, **told}, self.better, self.inferred, progress, sentence
        )

    def change(self, *, hit: bool, reached: Change, wished: Change) -> Judgement:
        """The judgement of a change that was reached against the one that was wished for."""
        return Judgement(
            "met" if hit else "not_met", "met_change" if hit else "missed_change", self.texts, self.better,
            self.inferred, changes={"actual": reached, "target": wished},
        )  # fmt: skip
