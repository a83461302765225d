"""Written forms of units, scales and per-words: which one stands at a place of a text.

`stem*` takes inflections of a word, `stem**` any ending, `*part` any beginning; spaces in a form are optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Form", "Forms"]
# What may follow the stem of a unit: the rest of it (a syllable at most), a case, an owner. A compound is no case:
# "13 päiväkotia" is thirteen day nurseries, and no days.
_CASES = (
    "n|t|s|a|ä|ta|tä|tta|ttä|na|nä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|nen|sen|set|sten|seen|siin|den|tten|"
    "h[aeiouyäö]n|[aeiouyäö]n|i?den|i?en|jen|[jis]?ia|[jis]?iä|oita|öitä|oja|öjä|ita|itä|ja|jä|sia|siä|sien|iin|"
    "i(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä)|ineen|"
    "en|er|ar|or|et|erna|arna|orna|ens|ernas|arnas|an|orna|es"
)
_SUFFIX = r"(?::[^\W\d_]{1,5})?"
_TAILS = {
    "inflected": rf"(?:[^\W\d_aeiouyäöå]{{0,2}}[aeiouyäöå]{{1,3}})?(?:{_CASES})?(?:ni|nsa|nsä|mme|nne)?{_SUFFIX}(?![^\W_])",
    "any": rf"[^\W\d_]*{_SUFFIX}(?![^\W_])",
    "word": rf"{_SUFFIX}(?![^\W_])",
    "sign": _SUFFIX,
}
_ENDINGS = {name: re.compile(tail, re.IGNORECASE) for name, tail in _TAILS.items()}
_EXACT_ENDINGS = {name: re.compile(tail) for name, tail in _TAILS.items()}


@dataclass(frozen=True, slots=True)
class Form:
    """How a unit, scale or per-word is written."""

    name: str
    scale: float
    lang: str
    short: bool


def _tail(phrase: str) -> str:
    if phrase.endswith("**"):
        return "any"
    if phrase.endswith("*"):
        return "inflected"
    return "word" if phrase[-1:].isalnum() else "sign"


@dataclass(slots=True)
class _Written:
    """One form as it is looked for; its pattern is compiled when a text first begins like it."""

    phrase: str
    form: Form
    pattern: re.Pattern[str] | None = None

    @property
    def exact(self) -> bool:
        """Whether capitals tell it from another word: MW, k, M€."""
        phrase = self.phrase
        return phrase.isupper() or (len(phrase) <= 2 and phrase != phrase.lower()) or len(phrase) == 1

    def ends(self, text: str, start: int) -> int | None:
        """Offset after the form and its ending when it stands at `start`."""
        loose = self.phrase.startswith("*")
        if self.pattern is None:
            body = re.escape(self.phrase.strip("*")).replace(r"\ ", r"\s?")
            whole = rf"[^\W\d_]*?{body}{_TAILS[_tail(self.phrase)]}" if loose else body
            self.pattern = re.compile(whole, 0 if self.exact else re.IGNORECASE)
        head = self.pattern.match(text, start)
        if head is None or loose:
            return head.end() if head else None
        endings = _EXACT_ENDINGS if self.exact else _ENDINGS
        tail = endings[_tail(self.phrase)].match(text, head.end())
        return tail.end() if tail else None


def _length(written: _Written) -> int:
    return len(written.phrase.strip("*"))


@dataclass(slots=True)
class Forms:
    """Written forms that may hold signs (`%-yks.`, `k-m²`, `M€`), by their first two characters, longest first."""

    firm: dict[str, list[_Written]]
    loose: list[_Written]
    begun: dict[str, list[_Written]] = field(default_factory=dict)
    sieve: re.Pattern[str] | None = None

    @classmethod
    def of(cls, forms: Iterable[tuple[str, Form]]) -> Forms:
        """The forms of (phrase, form) pairs; of two equally long the first stays first."""
        written = sorted((_Written(phrase, form) for phrase, form in forms), key=_length, reverse=True)
        firm: dict[str, list[_Written]] = {}
        for one in written:
            if not one.phrase.startswith("*"):
                firm.setdefault(one.phrase[:1].lower(), []).append(one)
        loose = [one for one in written if one.phrase.startswith("*")]
        parts = "|".join(re.escape(one.phrase.strip("*")) for one in loose)
        return cls(firm, loose, sieve=re.compile(rf"[^\W\d_]*?(?:{parts})", re.IGNORECASE) if parts else None)

    def at(self, text: str, start: int, lang: str | None = None) -> tuple[Form, int] | None:
        """The longest form that stands at `start`, with the offset after it; short forms of other languages pass."""
        for one in self._begun(text[start : start + 2].lower()):
            if (end := self._end(one, text, start, lang)) is not None:
                return one.form, end
        if self.sieve is None or self.sieve.match(text, start) is None:
            return None
        for one in self.loose:
            if (end := self._end(one, text, start, lang)) is not None:
                return one.form, end
        return None

    def _begun(self, two: str) -> list[_Written]:
        """Forms that may begin with two characters: a space in a form is optional, so that only its first letter counts."""
        if two not in self.begun:
            own = self.firm.get(two[:1], [])
            self.begun[two] = [w for w in own if w.phrase[1:2].lower() in ("", " ", "*", two[1:2])]
        return self.begun[two]

    @staticmethod
    def _end(one: _Written, text: str, start: int, lang: str | None) -> int | None:
        if one.form.short and lang is not None and one.form.lang not in (lang, "any"):
            return None
        return one.ends(text, start)
