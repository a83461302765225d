"""Levels in prose that should be one of the row's and are not: the actual with other digits, another column, another base."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.claim import INCONSISTENT, Claim, Operand, restatement
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.levels import Level, explicit_pair
from pipeline.normalise.claims.operands import SURE, cell, names_row, on_subject, same_unit
from pipeline.normalise.claims.record import Record, Sentence, content_words
from pipeline.normalise.claims.segments import around
from pipeline.normalise.claims.slips import swapped_digits, typo
from pipeline.normalise.claims.spoken import clause_of, exchanged, named, speaks_of_actual, whole_name
from pipeline.normalise.claims.trust import trusted

_CLOSE = 0.05  # "over 195 000" of 194 600 is the same thing said; "over 150 000" may be another


def _told_elsewhere(record: Record, actual: Figure) -> bool:
    """Whether some other figure of the explanation agrees with the actual: then this one is something else."""
    return any(same_unit(f, actual) and f.interval.meets(actual.interval) and not f.sign
               for s in record.sentences for f in s.figures)  # fmt: skip


def wrong_actual(record: Record, sentence: Sentence, level: Level) -> Iterator[Claim]:
    """A level that should be the actual: of the report year, named as the row's measure, nothing else about it."""
    figure, actual = level.figure, cell(record, "actual", percent=level.figure.unit == "percent")
    if actual is None or not same_unit(figure, actual.figure) or figure.word or figure.paren:
        return
    segment = around(record, sentence, figure)
    if exchanged(record, segment, figure, actual.figure) and not _told_elsewhere(record, actual.figure):
        yield restatement(sentence, figure, actual, INCONSISTENT, "typo_digit")
        return
    if not speaks_of_actual(record, segment, level) or _told_elsewhere(record, actual.figure):
        return
    base, target = (cell(record, role, percent=figure.unit == "percent") for role in ("baseline", "target"))
    clause = clause_of(record, segment, figure)
    plain = trusted(record, segment, SURE) == SURE or (
        not record.words.has("partial", segment.text) and on_subject(record, clause)
    )
    known = {w for w in content_words(clause) if names_row(record, w)}
    own = named(record, figure) or (plain and (figure.unit == "percent" or bool(known)))
    if not own and not plain:
        return
    if figure.approx:
        close = abs(figure.value - actual.figure.value) <= _CLOSE * actual.figure.value
        if plain and close and figure.value >= 100:
            yield restatement(sentence, figure, actual, INCONSISTENT, "rounding")
        return
    whole = whole_name(record, segment, figure, actual.figure)
    this_year = (level.year is not None and level.year == record.year) or record.words.has(
        "this_year", segment.text
    )
    mistyped = swapped_digits(figure.value, actual.figure.value) and (
        figure.value >= 100 or figure.unit == "percent" or 0 < figure.resolution < 1
    )
    if own and mistyped and (plain or this_year):
        yield restatement(sentence, figure, actual, INCONSISTENT, "typo_digit")
    elif plain and (this_year or figure.value >= 100 or whole):
        fits, other = _which(figure, actual.figure, base, target)
        said = fits != "none" and record.words.has("outturn", clause)
        # "vuonna 2023 syntyi 611 lasta" counts children too, and says nothing of those in day care
        named_too = any(len(w) > 3 for w in known - {figure.noun})
        if (this_year and (fits != "none" or named_too)) or fits == "typo_digit" or whole or said:
            yield restatement(sentence, figure, actual, INCONSISTENT, fits, other)


def reached(record: Record, sentence: Sentence, level: Level, found: Operand | None) -> Iterator[Claim]:
    """Such as "rose from 38 to 45" where the baseline is 38 and the actual 43: what the row's own value rose to."""
    figure, actual = level.figure, cell(record, "actual", percent=level.figure.unit == "percent")
    if figure.case != "to":
        return
    segment = around(record, sentence, figure)
    pair = explicit_pair(segment.figures, sentence.where)
    if actual is None or pair is None or pair.new.figure is not figure or (found and found.name == "actual"):
        return
    base, target = (cell(record, role, percent=figure.unit == "percent") for role in ("baseline", "target"))
    others = ("target", "elsewhere", "partial", "of_which", "not", "future", "several")
    if (
        base is None
        or base.figure.value != pair.base.figure.value
        or not same_unit(figure, actual.figure)
        or figure.approx
        or actual.figure.interval.meets(figure.interval)
        or any(y not in (record.year, *record.cells["baseline"].years) for y in segment.years)
        or any(record.words.has(name, segment.text) for name in others)
        or trusted(record, segment, SURE) != SURE
        or _told_elsewhere(record, actual.figure)
    ):
        return
    fits, other = _which(figure, actual.figure, None, target)
    yield restatement(sentence, figure, actual, INCONSISTENT, fits, other)


def wrong_base(record: Record, sentence: Sentence, level: Level) -> Iterator[Claim]:
    """Such as "from last year's 5 460" where the baseline is 5 640."""
    base = cell(record, "baseline", percent=level.figure.unit == "percent")
    if (
        base is None
        or not same_unit(level.figure, base.figure)
        or not (level.previous or level.figure.case == "from")
    ):
        return
    if exchanged(record, around(record, sentence, level.figure), level.figure, base.figure):
        yield restatement(sentence, level.figure, base, INCONSISTENT, "typo_digit")


def _which(
    figure: Figure, actual: Figure, base: Operand | None, target: Operand | None
) -> tuple[str, str | None]:
    for operand, name in ((target, "vs_target"), (base, "previous_year")):
        if operand and same_unit(operand.figure, figure) and operand.figure.value == figure.value:
            return name, operand.figure.text
    typed = typo(figure.value, figure.resolution or 1.0, actual.interval) and figure.value >= 100
    return ("typo_digit", None) if typed else ("none", None)
