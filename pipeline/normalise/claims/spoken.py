"""Whether a level in prose speaks of the row's actual, by the words around it."""

from __future__ import annotations

from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.kin import akin
from pipeline.normalise.claims.levels import Level
from pipeline.normalise.claims.operands import names_row, strangers
from pipeline.normalise.claims.record import Record, content_words
from pipeline.normalise.claims.segments import Segment, moves
from pipeline.normalise.claims.slips import swapped_digits, typo
from pipeline.normalise.claims.trust import telling

_FEW, _MANY, _SMALL_COUNT = 2, 5, 100  # strangers, where the figure's own noun is the row's too; a count
_ALMOST_ALL = 5  # digits of which one is another by no chance
_SURELY = 4  # digits that agree but for two exchanged by no chance


def named(record: Record, figure: Figure) -> bool:
    """Whether the figure's noun is what the row counts."""
    return len(figure.noun) > 3 and names_row(record, figure.noun)


def clause_of(record: Record, segment: Segment, figure: Figure) -> str:
    """The segment without the remark on it that follows: "379 permits, which is fewer than the target", "…, of which 40"."""
    aside = record.words.around(r",\s+(?:«aside»|«of_which»)\s").search(
        segment.text, max(0, figure.end - segment.start)
    )
    return segment.text[: aside.start()] if aside else segment.text


def speaks_of_actual(record: Record, segment: Segment, level: Level) -> bool:
    """Whether nothing around a level points away from the actual: no other year, base, part, limit or second figure."""
    words, text = record.words, clause_of(record, segment, level.figure)
    if level.previous or level.year not in (None, record.year) or level.figure.case in ("from", "by", "in"):
        return False
    lists = ["target", "elsewhere", "partial", "of_which", "not", "previous", "baseline", "bounds", "or"]
    lists += [] if level.figure.unit == "percent" else ["share"]
    told = [f for f in segment.figures if f.unit != "percent" and f.start < segment.start + len(text)]
    alone = told == [level.figure] or level.figure.unit == "percent"
    if moves(record, text) or not alone:
        return False
    # a word of the row itself ("keskiarvo" where the row is an average) compares with nothing else
    said = [found[0] for name in lists if (found := words.has(name, text))]
    return all(names_row(record, word.lower()) for word in said)


def whole_name(record: Record, segment: Segment, figure: Figure, actual: Figure) -> bool:
    """Whether a clause says the indicator's whole name and a bare count: "Messuja järjestettiin 12." of "Messut".

    A large one only where nothing was told before, or the clause says "the number of". Of the row's own size: a
    visitor count of another thing told before ("Avajaiset pidettiin. Kävijöitä oli 60.") is not.
    """
    clause = clause_of(record, segment, figure)
    first = segment.sentence is record.sentences[0] or record.words.has("number_of", clause)
    if max(figure.value, actual.value) >= _SMALL_COUNT and not first:
        return False
    if not actual.value <= 2 * figure.value <= 4 * actual.value:
        return False
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


def exchanged(record: Record, segment: Segment, figure: Figure, actual: Figure) -> bool:
    """Whether a level is the actual but for two exchanged digits, whatever words stand around it.

    Of what the row counts by its noun, one wrong digit of five will do.
    """
    if figure.approx or figure.case == "by" or not telling(figure, _SURELY):
        return False
    own = named(record, figure)
    one = own and telling(figure, _ALMOST_ALL) and typo(figure.value, 1.0, actual.interval)
    if not one and not swapped_digits(figure.value, actual.value):
        return False
    said = record.words.lists["other_act"].findall(segment.text)
    if any(not names_row(record, w.lower()) for w in said) or any(
        record.words.has(n, segment.text) for n in ("elsewhere", "of_which")
    ):
        return False
    others = [w for w in strangers(record, segment.text) if not akin(w, [figure.noun])]
    return len(others) <= (_MANY if own else _FEW) and not record.words.has("own", segment.text)
