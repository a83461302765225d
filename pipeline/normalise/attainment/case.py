"""A target with its outcome as it is judged, and what the judgement says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.model.quoting import quoted
from pipeline.normalise.attainment.words import Words

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`basis` is the code of the sentence; `texts` fill it. `progress` is percent of the way to the target."""

    attainment: str
    basis: str
    texts: dict[str, str]
    better: str | None = None
    inferred: bool = False
    progress: float | None = None

    def say(self, words: Words, lang: str) -> str:
        """The basis as a sentence; an inferred direction is said to be inferred."""
        texts = {
            k: (words.say(v, lang) if v.startswith("wish_") else quoted(v)) for k, v in self.texts.items()
        }
        if self.basis in ("met_change", "missed_change") and lang != "en":
            texts |= {k: texts[k].replace(".", ",") for k in ("actual", "target") if k in texts}
        sentence = words.say(self.basis, lang, **texts)
        if not self.inferred or self.better is None or self.basis not in ("met_value", "missed_value"):
            return sentence
        return f"{sentence} {words.say('inferred', lang, way=words.say(f'way_{self.better}', lang))}"


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

    def answer(self, attainment: str, basis: str, progress: float | None = None, **texts: str) -> Judgement:
        """The judgement with the code of its basis; `texts` fill the sentence, `progress` is percent of the way."""
        return Judgement(attainment, basis, {**self.texts, **texts}, self.better, self.inferred, progress)
