"""The target or the baseline said again in prose with another figure: "the target was 60 000" beside 65 000."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.claim import INCONSISTENT, Claim, Operand, restatement
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.levels import Level
from pipeline.normalise.claims.operands import cell, names_row, on_subject, same_unit
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.claims.segments import Segment, around, moves
from pipeline.normalise.claims.slips import swapped_digits, typo

_MANY = 100
_GAP = r"\s*(?:«told_as»|:|\()?\s*(?:\w+\s)?\(?$"


def misquotes(record: Record, sentence: Sentence, level: Level) -> Iterator[Claim]:
    """The level as the row's target, or as the baseline of its year, when the text says plainly that it is."""
    figure, segment = level.figure, around(record, sentence, level.figure)
    if figure.word or figure.approx or figure.sign or figure.case == "by":
        return
    said = _quoted_target(record, segment, figure) or _quoted_baseline(record, segment, level)
    if (
        said is None
        or said.figure.interval.meets(figure.interval)
        or not same_unit(said.figure, figure)
        or not (on_subject(record, segment.text) or _plainly(record, figure, said))
    ):
        return
    yield restatement(sentence, figure, said, INCONSISTENT, *_slip(record, figure, said))


def _plainly(record: Record, figure: Figure, said: Operand) -> bool:
    """Whether a quoted level is the row's whatever stands around it: its digits exchanged, and of what the row counts."""
    own = len(figure.noun) > 3 and names_row(record, figure.noun)
    return swapped_digits(figure.value, said.figure.value) and (own or figure.value >= _MANY)


def _quoted_target(record: Record, segment: Segment, figure: Figure) -> Operand | None:
    words, text = record.words, segment.text
    before = segment.sentence.between(segment.start, figure.start)
    named = words.last("target", before)
    if named is None or not words.around(_GAP).fullmatch(before[named.end() :]) or len(segment.figures) != 1:
        return None
    if any(y != record.year for y in segment.years) or any(
        words.has(n, text) for n in ("revised", "several", "future")
    ):
        return None
    return cell(record, "target", percent=figure.unit == "percent")


def _quoted_baseline(record: Record, segment: Segment, level: Level) -> Operand | None:
    words, years = record.words, record.cells["baseline"].years
    if (
        moves(record, segment.text)
        or len(years) != 1
        or level.year != years[0]
        or level.figure.case in ("by", "in")
    ):
        return None
    if any(
        words.has(name, segment.text)
        for name in ("target", "elsewhere", "partial", "of_which", "not", "bounds")
    ):
        return None
    return cell(record, "baseline", percent=level.figure.unit == "percent")


def _slip(record: Record, figure: Figure, said: Operand) -> tuple[str, str | None]:
    names = (("baseline", "previous_year"), ("target", "vs_target"), ("actual", "swapped"))
    for role, name in names:
        other = cell(record, role, percent=figure.unit == "percent")
        if other and role != said.where and other.figure.value == figure.value:
            return name, other.figure.text
    typed = typo(figure.value, figure.resolution or 1.0, said.figure.interval)
    return ("typo_digit", None) if typed else ("none", None)
