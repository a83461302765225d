"""Figures of the row said again in prose."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import CONSISTENT, Claim, Operand, restatement
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.levels import Level, prose_levels
from pipeline.normalise.claims.misquote import misquotes
from pipeline.normalise.claims.misstated import reached, wrong_actual, wrong_base
from pipeline.normalise.claims.operands import names_row, on_subject, same_unit
from pipeline.normalise.claims.record import Record, Sentence, content_words, split
from pipeline.normalise.claims.spoken import named
from pipeline.normalise.claims.trust import telling
from pipeline.normalise.tolerance import exact

_SMALL = 20
_ROLES = ("actual", "baseline", "target")


def _said_before(record: Record, figure: Figure) -> bool:
    """Whether what a small number counts stands before it, alone in its sentence: "Asukasiltoja pidettiin yhdeksän."."""
    sentence = next((s for s in record.sentences if figure in s.figures), None)
    if sentence is None or len(sentence.figures) != 1 or len(figure.noun) > 3:
        return False
    told = content_words(sentence.before(figure))
    return any(names_row(record, w) for w in told if len(w) > 3) and on_subject(
        record, sentence.before(figure)
    )


def _equal(record: Record, figure: Figure, role: str) -> Operand | None:
    """The cell's level when the figure agrees with it. A cell of several levels is searched too."""
    for other in record.cells[role].figures:
        band = exact(other.value) if role == "target" and other.approx is None else other.interval
        if other.sign or not same_unit(other, figure) or not band.meets(figure.interval):
            continue
        close = figure.resolution <= max(abs(other.value) / 4, 1.0) or figure.value == other.value
        if close and (figure.value >= _SMALL or telling(figure, 3) or figure.unit or named(record, figure) or _said_before(record, figure) or other.noun[:4] == figure.noun[:4] != ""):  # fmt: skip
            return Operand(role, other, role)
    return None


def restated(record: Record, figure: Figure, order: tuple[str, ...] = _ROLES) -> Operand | None:
    """The cell whose value the figure repeats; None when there is none."""
    return next((found for role in order if (found := _equal(record, figure, role))), None)


def _levels(record: Record, sentence: Sentence) -> list[Level]:
    skip = [c.figure for c in changes(record, sentence)]
    words = [
        Level(f, None, False, sentence)
        for f in sentence.figures
        if f.word and f.unit != "pp" and f not in skip
    ]
    return [
        *prose_levels(record, sentence, skip, None),
        *prose_levels(record, sentence, skip, "percent"),
        *words,
    ]


def restatement_claims(record: Record) -> Iterator[Claim]:
    """Levels in prose that repeat a cell, and those that plainly should."""
    for sentence in record.sentences:
        for level in _levels(record, sentence):
            order = _ROLES
            if level.previous or (level.year and level.year != record.year):
                order = ("baseline", "target", "actual")
            found = restated(record, level.figure, order)
            refuted = [] if found and found.name == "actual" else list(wrong_actual(record, sentence, level))
            refuted = refuted or list(reached(record, sentence, level, found))
            refuted = refuted or ([] if found else list(wrong_base(record, sentence, level)))
            refuted = refuted or ([] if found else list(misquotes(record, sentence, level)))
            if refuted:
                yield from refuted
            elif found:
                yield restatement(sentence, level.figure, found, CONSISTENT)
    yield from _indicator_claims(record)


def _indicator_claims(record: Record) -> Iterator[Claim]:
    for sentence in split(record.indicator, "indicator", record.words, record.year):
        for figure in sentence.figures:
            found = _equal(record, figure, "baseline") if figure.unit and not figure.word else None
            if found:
                yield restatement(sentence, figure, found, CONSISTENT)
