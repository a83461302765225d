"""A target with its outcome as it is judged, and what the judgement says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.model.quoting import quoted
from pipeline.normalise.attainment.words import Words

Cell = dict[str, Any]


def _percent(written: str, lang: str) -> str:
    """Our "+5.0 %" as the language writes it."""
    if lang == "en":
        return written.replace(" %", "%")
    return written.replace(".", ",").replace(" %", "\N{NO-BREAK SPACE}%")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`basis` is the code of the reason; `texts` fill its sentence. `progress` is percent of the way to the target.

    `sentence` is the code of the sentence where a reason has several, else empty.
    """

    attainment: str
    basis: str
    texts: dict[str, str]
    better: str | None = None
    inferred: bool = False
    progress: float | None = None
    sentence: str = ""

    def say(self, words: Words, lang: str) -> str:
        """The basis as a sentence."""
        texts = {
            k: (words.say(v, lang) if v.startswith("wish_") else quoted(v)) for k, v in self.texts.items()
        }
        if self.basis in ("met_change", "missed_change"):
            texts |= {k: _percent(texts[k], lang) for k in ("actual", "target") if k in texts}
        return words.say(self.sentence or self.basis, lang, **texts)


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
        return Judgement(
            attainment, basis, {**self.texts, **texts}, self.better, self.inferred, progress, sentence
        )
