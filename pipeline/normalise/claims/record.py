"""One indicator and its explanation, taken apart: cells with their main figure, sentences with their figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pipeline.normalise.claims.figures import Figure, read, unit_of
from pipeline.normalise.claims.words import Words, load
from pipeline.normalise.column_unit import MONEY
from pipeline.normalise.periods import Period

T = TypeVar("T")
ROLES = ("baseline", "target", "actual")
_BREAK = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[\"”(]?[A-ZÅÄÖ\d–•-])|\n+|;\s+(?=[a-zåäö])")
_LAST = re.compile(r"[^\s(]+(?=\.$)")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the explanation or a whole cell. Offsets are those of the text `where` names."""

    text: str
    where: str
    start: int
    figures: tuple[Figure, ...]
    years: tuple[tuple[int, int], ...]
    periods: tuple[Period, ...] = ()
    times: tuple[
        Figure, ...
    ] = ()  # numbers of a multiple ("three times as many"), which are no figures of anything

    @property
    def amounts(self) -> list[Figure]:
        """Its figures that are amounts told as levels."""
        return [f for f in self.figures if f.amount]

    @property
    def end(self) -> int:
        """Offset just after the sentence."""
        return self.start + len(self.text)

    def between(self, start: int, end: int) -> str:
        """Text between two offsets, cut to the sentence."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]

    def before(self, figure: Figure) -> str:
        """Text between the figure and the one before it (or the sentence's beginning)."""
        ends = [f.end for f in self.figures if f.end <= figure.start]
        return self.between(max(ends, default=self.start), figure.start)

    def after(self, figure: Figure) -> str:
        """Text between the figure and the one after it (or the sentence's end)."""
        starts = [f.start for f in self.figures if f.start >= figure.end]
        return self.between(figure.end, min(starts, default=self.end))


@dataclass(frozen=True, slots=True)
class Cell:
    """A baseline, target or actual cell: its text, its figures, the one amount and the one percentage it tells."""

    role: str
    text: str
    figures: tuple[Figure, ...]
    years: tuple[int, ...]
    main: Figure | None = None
    by_year: tuple[tuple[int, Figure], ...] = ()
    months: tuple[str, str] | None = (
        None  # first and last of the one part of a year that it names ("H1"), years apart
    )

    def of(self, *, percent: bool) -> Figure | None:
        """The cell's only level in percent, or its only amount; None when it has none or several."""
        found = [f for f in self.figures if (f.unit == "percent") == percent and not f.sign]
        bare = [f for f in found if not f.paren]
        if len(bare) == 1:
            return bare[0]
        return found[0] if len(found) == 1 and not bare else None


@dataclass(slots=True)
class Record:
    """Everything a claim may be held against."""

    words: Words
    indicator: str
    action: str
    cells: dict[str, Cell]
    sentences: list[Sentence]
    unit_text: str
    better: str | None
    year: int | None
    texts: dict[str, str] = field(default_factory=dict)
    indicator_years: list[int] = field(default_factory=list)
    memo: dict[tuple[str, str, int], Any] = field(default_factory=dict)
    strange: dict[str, list[str]] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    alike: dict[str, bool] = field(default_factory=dict)
    held: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def once(self, what: str, sentence: Sentence, compute: Callable[[], T]) -> T:
        """What was computed for a sentence before, else computed now: every family asks for the same things."""
        key = (what, sentence.where, sentence.start)
        if key not in self.memo:
            self.memo[key] = compute()
        found: T = self.memo[key]
        return found

    def level(self, role: str, *, percent: bool) -> Figure | None:
        """The figure of a cell, of the wished kind."""
        return self.cells[role].of(percent=percent)


def split(text: str, where: str, words: Words, year: int | None = None) -> list[Sentence]:
    """Sentences of a text with their figures, in order."""
    told = read(text, words.lang, words.lexicon, year)
    times = [f for f in told.figures if words.around(_MULTIPLE).match(text, f.end)]
    figures = [f for f in told.figures if f not in times]
    cuts, start = [], 0
    for match in _BREAK.finditer(text):
        last = _LAST.search(text, max(start, match.start() - 12), match.start())
        if last is None or not words.lists["abbreviation"].fullmatch(last[0]):
            cuts.append((start, match.start()))
            start = match.end()
    cuts.append((start, len(text)))
    cuts = [part for a, b in cuts for part in _short(text, a, b)]
    return [
        Sentence(
            text[a:b], where, a,
            _same_money([f for f in figures if a <= f.start < b]),
            tuple(y for y in told.years if a <= y[0] < b),
            tuple(p for p in told.periods if a <= p.at < b),
            tuple(f for f in times if a <= f.start < b),
        )
        for a, b in cuts if text[a:b].strip()
    ]  # fmt: skip


# after a number: "-kertainen", or "gånger så många"; without a comparison "3 gånger" counts occasions
_MULTIPLE = r"\s?-?\s?«~times_ending»|\s+«times»\s+(?:«as_many»|«previous»|«baseline»)"
_PART = ("quarter", "half", "third", "month_range")
_LONGEST = 1000  # characters; nobody writes longer sentences, and all of a sentence is held against all of it


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence without end (a list pasted in, a text without full stops) cut at spaces."""
    pieces = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _same_money(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Such as "4.3 million euros, 2.8 million over budget": the second is in euros too."""
    found: list[Figure] = []
    for figure in figures:
        before = found[-1] if found else None
        same = before and before.unit in MONEY and figure.unit is None and figure.scale == before.scale > 1
        found.append(replace(figure, unit=before.unit) if before and same else figure)
    return tuple(found)


def _scaled(figure: Figure, unit: str | None, scale: float) -> Figure:
    if figure.unit is not None or figure.word:
        return figure
    return Figure(
        figure.value * scale, figure.low * scale, figure.high * scale, figure.resolution * scale, figure.text,
        figure.start, figure.end, unit, figure.noun, figure.approx, figure.sign, figure.case, figure.paren,
        figure.word, figure.whole,
    )  # fmt: skip


def _below_zero(figure: Figure) -> Figure:
    """A cell's only amount with a minus: a deficit, not a fall."""
    return replace(figure, value=-figure.value, low=-figure.high, high=-figure.low, sign=None)


def _cell(role: str, text: str, words: Words, hint: tuple[str | None, float], year: int | None) -> Cell:
    unit, scale = hint
    told = read(text, words.lang, words.lexicon, year)
    figures = [f for f in told.figures if not f.word]
    if len(figures) == 1 and figures[0].sign == "-" and figures[0].counted and not figures[0].paren:
        figures = [_below_zero(figures[0])]
    percent = unit == "percent" and any(f.unit == "percent" for f in figures)
    found = tuple(figures) if percent else tuple(_scaled(f, unit, scale) for f in figures)
    if not found and re.fullmatch(r"(?:19|20)\d\d", text.strip()):
        value = float(text)
        found = (Figure(value, value, value, 0, text, 0, len(text), unit),)
    named = tuple(y for _, y in told.years) if len(text.strip()) > 4 else ()
    bare = [f for f in found if not f.paren]
    parts = {((p.start or p.end)[5:7], p.end[5:7]) for p in told.periods if p.type in _PART}
    months = parts.pop() if len(parts) == 1 else None
    return Cell(
        role, text, found, named, bare[0] if len(bare) == 1 else None, _by_year(bare, told.years), months
    )


def _by_year(levels: Sequence[Figure], years: Sequence[tuple[int, int]]) -> tuple[tuple[int, Figure], ...]:
    """Levels of a cell that tells several years ("2021: 5 000 2022: 10 900"), each with its year."""
    found = []
    for before, figure in zip([None, *levels], levels, strict=False):
        own = [y for at, y in years if (before.end if before else 0) <= at < figure.start]
        if len(own) == 1 and not figure.sign:
            found.append((own[0], figure))
    return tuple(found) if len(found) == len(levels) > 1 else ()


def _points(figure: Figure) -> Figure:
    """A figure in points as one in percentage points: in a row of percentages they are meant."""
    return replace(figure, unit="pp") if figure.unit == "score" else figure


def take_apart(record: Mapping[str, Any], folder: Path | None = None) -> Record:
    """The record of the interface (`{indicator: {…}, explanation, lang}`) as a Record; missing keys are empty."""
    about = record.get("indicator") or {}
    words = load(str(record.get("lang") or "fi"), folder)
    hint = str(about.get("unit_hint") or "")
    unit = unit_of(hint.strip(), words.lang, words.lexicon)
    year = about.get("report_year")
    texts = {role: str(about.get(f"{role}_text") or "") for role in ROLES}
    explanation = str(record.get("explanation") or "")
    cells = {role: _cell(role, texts[role], words, unit, year) for role in ROLES}
    sentences = split(explanation, "explanation", words, year)
    if any(f.unit == "percent" for role in ("target", "actual") for f in cells[role].figures):
        sentences = [replace(s, figures=tuple(_points(f) for f in s.figures)) for s in sentences]
    texts |= {"indicator": str(about.get("text") or ""), "explanation": explanation}
    return Record(
        words, texts["indicator"], str(about.get("action") or ""),
        cells, sentences, hint, about.get("better"), year, texts,
        [y for _, y in read(texts["indicator"], words.lang, words.lexicon, year).years],
    )  # fmt: skip


def content_words(text: str) -> list[str]:
    """Lower-case words of two letters or more."""
    return [w.lower() for w in _WORD.findall(text)]
