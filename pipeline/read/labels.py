"""Labels of fields, in every language at once: `expectations/labels/*.yaml`.

A label is matched folded: case, NFC, soft hyphens, broken hyphenation, NBSP, tags, colons and a year glued behind do
not count. A misspelt label is matched by rapidfuzz, and the caller says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from pipeline.model.label_lists import any_word, read_lists, words_of

INDICATOR_FIELDS = (
    "focus_area", "goal", "deed", "action", "indicator", "baseline", "target", "actual", "explanation", "status",
    "responsible", "unit_hint", "department", "source", "measured",
)  # fmt: skip
HIERARCHY = ("focus_area", "goal", "deed", "action")
LEVELS = ("baseline", "target", "actual")
_NUMBERED = (*HIERARCHY, "indicator", "explanation")

_TAGS = re.compile(r"</?[a-z][^>]{0,40}>", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
_YEAR_BEHIND = (
    r"\s+(?:\(?(?:\d{1,2}\.\d{1,2}\.)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\)?|\d{1,2}\.\d{1,2}\.?)$"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LISTED = re.compile(r"^\d{1,2}(?:[.)]|(?:\.\d{1,2}){1,4}[.)]?)\s+(?=\D)")
_COUNTED = re.compile(r"^([^\d:]{3,}?)\s+(\d{1,2})(?:\.\d{1,2})?$")
_LONGEST, _MOST_WORDS = 130, 14
_ODD = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff<*]|-\\s*\\n")  # what `fold` takes off within words
_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING = 4
_FUZZY = 88  # of 100: one wrong or missing letter in a word of eight
_SHORT_LABEL, _FEW_WORDS = (
    6,
    3,
)  # letters from which a slip of one is forgiven; words of a label that may hold it


# Lists of words that stand within a text: they head no cell, so the sieve of `maybe` must not know them.
_WITHIN = frozenset({
    "file_copy", "file_purpose", "file_version", "year_behind", "year_said", "between_labels", "name_until",
    "department_endings", "see", "note_named", "note_alone",
})  # fmt: skip


def _year_behind(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{any_word(w.casefold() for w in words)}))?{_YEAR_BEHIND}")


def _folded(text: str, year_behind: re.Pattern[str]) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("**", "")
    text = _BROKEN.sub("", _TAGS.sub("", text))
    text = " ".join(text.casefold().split()).strip(" :.*!?")
    return year_behind.sub("", text).strip(" :.*!?")


@dataclass(frozen=True, slots=True)
class Match:
    """A label found in a cell.

    `rest` is what follows it in the same cell; `typo` what was written instead of `label`; `number` the 2 of
    "Mittari 2".
    """

    field: str
    lang: str
    rest: str = ""
    typo: str = ""
    label: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels: folded label → (field, language)."""

    year_behind: re.Pattern[str]  # a year behind a label, with the words between
    by_label: dict[str, tuple[str, str]] = field(default_factory=dict)
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rank: dict[str, int] = field(default_factory=dict)  # a label's place in its list
    names: dict[str, dict[str, str]] = field(default_factory=dict)  # field → language → its plainest label
    beginnings: frozenset[str] = frozenset()  # of every word of every family
    sounds: frozenset[str] = frozenset()  # first two letters of every label: what a misspelt one still has

    def __hash__(self) -> int:
        return id(self)

    def fold(self, text: str) -> str:
        """The form in which labels are compared."""
        return _folded(text, self.year_behind)

    def words(self, family: str) -> str:
        """A family's words as the body of a pattern; one without words matches nothing."""
        return any_word(self.families.get(family, ()))

    def maybe(self, text: str) -> bool:
        """Whether a text may hold a label at all: a cheap sieve, since most cells of a large sheet hold none."""
        if len(text) > _LONGEST:
            return False
        if _ODD.search(text) or not unicodedata.is_normalized("NFC", text):
            return True
        words = _WORD.findall(text.casefold())
        if len(words) > _MOST_WORDS:
            return False
        known = any(word[:_BEGINNING] in self.beginnings for word in words)
        return known or (
            0 < len(words) <= _FEW_WORDS
            and any(w[:2] in self.sounds for w in words if len(w) >= _SHORT_LABEL)
        )

    @lru_cache(maxsize=16384)  # noqa: B019 - one Labels a process, and cells repeat
    def whole(self, text: str) -> Match | None:
        """The cell is a label and nothing else (a year or a list number beside it does not count)."""
        key = self.fold(text) if self.maybe(text) else ""
        if not key or len(key) > 60:
            return None
        key = _LISTED.sub("", key)
        counted = _COUNTED.match(key)
        number: int | None = None
        if counted and key not in self.by_label:
            key, number = counted[1], int(counted[2])
        if found := self.by_label.get(key):
            # "Toteuma 9" is a value with its label, "Mittari 2" a numbered label
            return (
                Match(*found, label=key, number=number) if number is None or found[0] in _NUMBERED else None
            )
        if len(key) < _SHORT_LABEL or any(c.isdigit() for c in key):
            return None
        best = self._misspelt(key)
        if best is None or (number is not None and self.by_label[best][0] not in _NUMBERED):
            return None
        return Match(*self.by_label[best], typo=text.strip(), label=best, number=number)

    def _misspelt(self, key: str) -> str | None:
        """The label that a text is but for one letter (or two exchanged), or nearly so where it is long."""
        names = [name for name in self.by_label if len(name) >= _SHORT_LABEL and name[0] == key[0]]
        slip = process.extractOne(key, names, scorer=OSA.distance, score_cutoff=1)
        near = [name for name in names if abs(len(name) - len(key)) <= 1]  # "toteutui" is no "toteutuiko"
        best = slip or process.extractOne(key, near, scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return best[0] if best else None

    def leading(
        self, text: str, *, colon: bool = True, only: tuple[str, ...] = INDICATOR_FIELDS
    ) -> Match | None:
        """The cell begins with a label and goes on: "Tavoite: …", or without a colon "Lähtötaso Suunnitteilla"."""
        if colon:
            head, mark, rest = text.partition(":")
            found = self.whole(head) if mark and len(head) <= 70 else None
            return replace(found, rest=rest.strip()) if found and found.field in only else None
        words = text.split(None, 1)
        if len(words) < 2:
            return None
        found = self.whole(words[0])
        return replace(found, rest=words[1].strip()) if found and found.field in only else None

    def is_a(self, family: str, text: str) -> bool:
        """The folded text is one of a family's words (subtotal, instruction, …)."""
        return self.fold(text) in self.families.get(family, ())

    def begins(self, family: str, text: str) -> bool:
        """The folded text begins with one of a family's words."""
        if not self.maybe(text):
            return False
        key = self.fold(text)
        return any(key.startswith(word) for word in self.families.get(family, ()))

    def contains(self, family: str, text: str) -> bool:
        """The folded text holds one of a family's words."""
        key = self.fold(text)
        return any(word in key for word in self.families.get(family, ()))


def load(folder: Path) -> Labels:
    """Every list of `<folder>/labels`, in the form in which labels are compared; SettingsError names a broken file."""
    lists = read_lists(folder)
    year_behind = _year_behind(words_of(lists, "year_behind"))
    by_label: dict[str, tuple[str, str]] = {}
    families: dict[str, list[str]] = {}
    plainest: dict[str, dict[str, str]] = {}
    for name, lang, word in lists:
        key = _folded(word, year_behind)
        families.setdefault(name, []).append(key)
        plainest.setdefault(name, {}).setdefault(lang, word)
        if name in INDICATOR_FIELDS:
            by_label.setdefault(key, (name, lang))
    rank = {label: families[name].index(label) for label, (name, _) in by_label.items()}
    told = {name: tuple(words) for name, words in families.items()}
    heads = [label for name, words in told.items() if name not in _WITHIN for label in words]
    beginnings = frozenset(w[:_BEGINNING] for label in heads for w in _WORD.findall(label))
    sounds = frozenset(
        w[:2] for label in by_label for w in _WORD.findall(label) if len(label) >= _SHORT_LABEL
    )
    return Labels(year_behind, by_label, told, rank, plainest, beginnings, sounds)
