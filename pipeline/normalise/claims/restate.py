"""Figures of the row said again in prose: the same number, or one that only looks like it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.changes import changes
from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, Claim, Operand, restatement
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.levels import Level, prose_levels
from pipeline.normalise.claims.misquote import misquotes
from pipeline.normalise.claims.operands import SURE, cell, names_row, on_subject, same_unit, strangers
from pipeline.normalise.claims.record import Record, Sentence, content_words, split
from pipeline.normalise.claims.segments import Segment, around, moves
from pipeline.normalise.claims.slips import swapped_digits, typo
from pipeline.normalise.claims.trust import telling, trusted
from pipeline.normalise.tolerance import exact

_SMALL = 20
_CLOSE = 0.05  # "over 195 000" of 194 600 is the same thing said; "over 150 000" may be another
_ROLES = ("actual", "baseline", "target")


def named(record: Record, figure: Figure) -> bool:
    """Whether the figure's noun is what the row counts."""
    return len(figure.noun) > 3 and names_row(record, figure.noun)


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
        if close and (figure.value >= _SMALL or figure.unit or named(record, figure) or _said_before(record, figure) or other.noun[:4] == figure.noun[:4] != ""):  # fmt: skip
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
            refuted = [] if found and found.name == "actual" else list(_wrong(record, sentence, level))
            refuted = refuted or ([] if found else list(_wrong_base(record, sentence, level)))
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


def _told_elsewhere(record: Record, actual: Figure) -> bool:
    """Whether some other figure of the explanation agrees with the actual: then this one is something else."""
    return any(same_unit(f, actual) and f.interval.meets(actual.interval) and not f.sign
               for s in record.sentences for f in s.figures)  # fmt: skip


def _wrong(record: Record, sentence: Sentence, level: Level) -> Iterator[Claim]:
    """A level that should be the actual: of the report year, named as the row's measure, nothing else about it."""
    figure, actual = level.figure, cell(record, "actual", percent=level.figure.unit == "percent")
    if actual is None or not same_unit(figure, actual.figure) or figure.word or figure.paren:
        return
    segment = around(record, sentence, figure)
    if _exchanged(record, segment, figure, actual.figure) and not _told_elsewhere(record, actual.figure):
        yield restatement(sentence, figure, actual, INCONSISTENT, "typo_digit")
        return
    if not _speaks_of_actual(record, segment, level) or _told_elsewhere(record, actual.figure):
        return
    base, target = (cell(record, role, percent=figure.unit == "percent") for role in ("baseline", "target"))
    plain = trusted(record, segment, SURE) == SURE or (
        not record.words.has("partial", segment.text) and on_subject(record, _clause(record, segment, figure))
    )
    known = any(names_row(record, w) for w in content_words(_clause(record, segment, figure)))
    own = named(record, figure) or (plain and (figure.unit == "percent" or known))
    if not own and not plain:
        return
    if figure.approx:
        close = abs(figure.value - actual.figure.value) <= _CLOSE * actual.figure.value
        if plain and close and figure.value >= 100:
            yield restatement(sentence, figure, actual, INCONSISTENT, "rounding")
        return
    this_year = level.year is not None and level.year == record.year
    mistyped = swapped_digits(figure.value, actual.figure.value) and (
        figure.value >= 100 or figure.unit == "percent" or 0 < figure.resolution < 1
    )
    if own and mistyped and (plain or this_year):
        yield restatement(sentence, figure, actual, INCONSISTENT, "typo_digit")
    elif plain and (this_year or figure.value >= 100 or _whole_name(record, segment, figure, actual.figure)):
        fits, other = _which(figure, actual.figure, base, target)
        if this_year or fits == "typo_digit" or _whole_name(record, segment, figure, actual.figure):
            yield restatement(sentence, figure, actual, INCONSISTENT, fits, other)


def _wrong_base(record: Record, sentence: Sentence, level: Level) -> Iterator[Claim]:
    """Such as "from last year's 5 460" where the baseline is 5 640."""
    base = cell(record, "baseline", percent=level.figure.unit == "percent")
    if (
        base is None
        or not same_unit(level.figure, base.figure)
        or not (level.previous or level.figure.case == "from")
    ):
        return
    if _exchanged(record, around(record, sentence, level.figure), level.figure, base.figure):
        yield restatement(sentence, level.figure, base, INCONSISTENT, "typo_digit")


def _whole_name(record: Record, segment: Segment, figure: Figure, actual: Figure) -> bool:
    """Whether a clause says the indicator's whole name and a bare small count: "Messuja järjestettiin 12." of "Messut".

    Of the row's own size: a visitor count of another thing told before ("Avajaiset pidettiin. Kävijöitä oli 60.") is not.
    """
    if (
        max(figure.value, actual.value) >= _SMALL_COUNT
        or not actual.value <= 2 * figure.value <= 4 * actual.value
    ):
        return False
    clause = _clause(record, segment, figure)
    after = segment.sentence.between(figure.end, figure.end + 1)
    name = [w for w in content_words(record.indicator) if len(w) > 3]
    told = content_words(clause)
    bare = after in ("", ",", ".", ";", ":") or named(record, figure)
    return (
        bare
        and bool(name)
        and not strangers(record, clause)
        and all(any(akin(t, [w]) for t in told) for w in name)
    )


_FEW, _SMALL_COUNT = 2, 100
_SURELY = 4  # digits that agree but for two exchanged by no chance


def _exchanged(record: Record, segment: Segment, figure: Figure, actual: Figure) -> bool:
    """Whether a level is the actual but for two exchanged digits, whatever words stand around it."""
    if figure.approx or figure.case == "by" or not swapped_digits(figure.value, actual.value):
        return False
    said = record.words.lists["other_act"].findall(segment.text)
    if any(not names_row(record, w.lower()) for w in said) or any(
        record.words.has(n, segment.text) for n in ("elsewhere", "of_which")
    ):
        return False
    others = [w for w in strangers(record, segment.text) if not akin(w, [figure.noun])]
    return telling(figure, _SURELY) and len(others) <= _FEW and not record.words.has("own", segment.text)


def _clause(record: Record, segment: Segment, figure: Figure) -> str:
    """The segment without the remark on it that follows: "379 permits, which is fewer than the target"."""
    aside = record.words.around(r",\s+«aside»\s").search(segment.text, max(0, figure.end - segment.start))
    return segment.text[: aside.start()] if aside else segment.text


def _speaks_of_actual(record: Record, segment: Segment, level: Level) -> bool:
    words, text = record.words, _clause(record, segment, level.figure)
    if level.previous or level.year not in (None, record.year) or level.figure.case in ("from", "by", "in"):
        return False
    lists = ["target", "elsewhere", "partial", "of_which", "not", "previous", "baseline", "bounds", "or"]
    lists += [] if level.figure.unit == "percent" else ["share"]
    alone = [f for f in segment.figures if f.unit != "percent"] == [
        level.figure
    ] or level.figure.unit == "percent"
    if moves(record, text) or not alone:
        return False
    # a word of the row itself ("keskiarvo" where the row is an average) compares with nothing else
    said = [found[0] for name in lists if (found := words.has(name, text))]
    return all(names_row(record, word.lower()) for word in said)


def _which(
    figure: Figure, actual: Figure, base: Operand | None, target: Operand | None
) -> tuple[str, str | None]:
    for operand, name in ((target, "vs_target"), (base, "previous_year")):
        if operand and same_unit(operand.figure, figure) and operand.figure.value == figure.value:
            return name, operand.figure.text
    typed = typo(figure.value, figure.resolution or 1.0, actual.interval) and figure.value >= 100
    return ("typo_digit", None) if typed else ("none", None)
