"""Cells without a figure: states, periods, wishes, shares in words, vague amounts, plain text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.normalise.beside import small_words
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import pattern, standing
from pipeline.normalise.numerals import Number
from pipeline.normalise.periods import Period
from pipeline.normalise.values import phrases
from pipeline.normalise.values.item import Answer, Piece, reference
from pipeline.normalise.values.scene import Scene
from pipeline.normalise.values.vocabulary import vocabulary

_FINE = ("half", "quarter", "third", "month", "month_range", "date", "date_range", "week", "season")


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon, name: str) -> tuple[tuple[float, re.Pattern[str]], ...]:
    lists: dict[str, Any] = lexicon.lists["markers"]
    found = lists[name] if isinstance(lists[name], dict) else {"0": lists[name]}
    rows = sorted(found.items(), key=lambda r: -max(len(str(w)) for w in r[1]))
    return tuple((float(v), pattern(standing(str(w) for w in words))) for v, words in rows)


def _first(scene: Scene, name: str) -> tuple[float, re.Match[str]] | None:
    hits = [(v, m) for v, p in _patterns(scene.lexicon, name) if (m := p.search(scene.reading.masked))]
    return min(hits, key=lambda h: (h[1].start(), -len(h[1].group())), default=None)


def read(scene: Scene) -> Answer:
    """What a text without figures says. Periods alone, states, wishes, then words for amounts, in this order."""
    for attempt in (_multiplied, share, _zero, _state_or_wish, _periods):
        answer = attempt(scene)
        if answer is not None:
            return answer
    return _text(scene)


def _word_number(scene: Scene, m: re.Match[str], value: float, unit: str | None) -> Number:
    text = scene.reading.text[m.start() : m.end()]
    return Number(value, text, m.start(), m.end(), m.end(), 0.0, unit=unit, word=True, lead=m.start())


def _deadline(scene: Scene) -> Period | None:
    return next((p for p in scene.reading.periods if not p.reference), None)


def _multiplied(scene: Scene) -> Answer | None:
    hit = _first(scene, "halving")
    if hit is None:
        return None
    value, m = hit
    against = phrases.compared_with(scene.reading, scene.lexicon, scene.lang)
    base = against["kind"] if against else "baseline_assumed"
    piece = Piece(
        _word_number(scene, m, value, "percent"),
        change_pct=value,
        change_base=base,
        period=_deadline(scene),
        start=m.start(),
        end=m.end(),
    )
    return Answer(
        "change",
        [piece],
        trend="increase" if value > 0 else "decrease",
        reference=against,
        flags=["number_word"],
    )


def share(scene: Scene) -> Answer | None:
    """A share in words ("two thirds of the staff"); None when the text has none."""
    hit = _first(scene, "fractions") or _first(scene, "every")
    if hit is None or (scene.states and len(scene.reading.words) > 6):
        return None
    value, m = hit
    following = scene.reading.masked[m.end() :].split()
    if following and following[0].strip(".,").lower() in scene.lexicon.lists["markers"]["not_every"]:
        return None
    number = _word_number(scene, m, value, "percent")
    words = vocabulary(scene.lexicon)
    before = scene.reading.masked[: m.start()].rstrip()
    soft = next((name for name, pattern in words.share_bounds if pattern.search(before)), None)
    moved = phrases.trend(scene.trends, scene.reading)
    if moved is not None and moved.name in ("increase", "decrease"):
        change = value if moved.name == "increase" else -value
        number.value, number.approx = change, soft if soft in ("about", "nearly") else None
        piece = Piece(
            number,
            change_pct=change,
            change_base="baseline_assumed",
            period=_deadline(scene),
            start=m.start(),
            end=m.end(),
        )
        return Answer("change", [piece], trend=moved.name, flags=["number_word"])
    kind = "share"
    if soft in ("over", "under") and scene.question.field == "target":
        number.comparator, kind = (">" if soft == "over" else "<"), "threshold"
    elif soft == "at_least":
        number.comparator, kind = ">=", "threshold"
    else:
        number.approx = soft
    whole = words.whole.match(scene.reading.masked, m.end())
    piece = Piece(number, share_pct=value, share_of=whole[1] if whole else None, start=m.start(), end=m.end())
    if kind == "threshold":
        return Answer(kind, [piece], flags=["number_word"])
    state = phrases.strongest(scene.states, scene.reading)
    return Answer("share", [piece], state=state.name if state else None, flags=["number_word"])


def _zero(scene: Scene) -> Answer | None:
    hit = _first(scene, "zero")
    if (
        hit is None
        or (hit[1].start() > 0 and scene.reading.masked[: hit[1].start()].strip())
        or len(scene.reading.words) > 4
    ):
        return None
    if scene.states and any(m.start == hit[1].start() for m in scene.states):
        return None
    if (
        hit[1].group().lower() in vocabulary(scene.lexicon).zero_pronouns
        and len(scene.reading.words) > 1
        and scene.trends
    ):
        return None
    number = _word_number(scene, hit[1], 0.0, None)
    noun = re.match(r"\s+([^\W\d_]+)", scene.reading.masked[number.end :])
    if noun:
        found = scene.lexicon.forms["units"].at(scene.reading.masked, number.end + noun.start(1), scene.lang)
        number.unit, number.unit_text = found[0].name if found else "piece", noun[1]
    return Answer("quantity", [Piece(number, start=number.start, end=number.end)], flags=["number_word"])


def _fine_periods(scene: Scene) -> list[Period]:
    return [p for p in scene.reading.periods if p.type in _FINE and not p.reference]


def _state_or_wish(scene: Scene) -> Answer | None:
    state = phrases.strongest(scene.states)
    trend = phrases.trend(scene.trends, scene.reading)
    direction = state is not None and state.name in phrases.DIRECTIONS
    wish = trend is not None and (
        state is None
        or (direction and scene.question.field in ("target", "baseline"))
        or (scene.question.field == "target" and _more_or_less_than(scene, trend.name))
    )
    if trend is not None and wish:
        return _wish(scene, trend.name)
    if state is None or (state.entry.rank < 2 and len(scene.reading.words) > 3):
        return _against(scene)
    return _state(scene)


def _more_or_less_than(scene: Scene, trend: str) -> bool:
    """Whether a target compares ("tehdään enemmän kuin 2021"): then its verb says what is counted, not how far it is."""
    return (
        trend in ("increase", "decrease")
        and phrases.compared_with(scene.reading, scene.lexicon, scene.lang) is not None
    )


def _against(scene: Scene) -> Answer | None:
    """A target that names only what to compare with: "above the national average"."""
    against = phrases.compared_with(scene.reading, scene.lexicon, scene.lang)
    if (
        scene.question.field != "target"
        or against is None
        or against["kind"] not in ("peer", "previous_year")
    ):
        return None
    named = list(scene.lexicon.table("comparators").find(scene.reading.words, scene.lang))
    pieces = [Piece(comparator=m.name) for m in named[:1] if not m.entry.attributes.get("after")]
    return Answer("relative_target", pieces, reference=against)


def _wish(scene: Scene, name: str) -> Answer:
    reading = scene.reading
    against = phrases.compared_with(reading, scene.lexicon, scene.lang) or reference("baseline")
    pieces: list[Piece] = []
    limit = next((p for p in reading.periods if not p.reference), None)
    comparators = list(scene.lexicon.table("comparators").find(reading.words, scene.lang))
    hard = next(
        (
            m.name
            for m in comparators
            if not m.entry.attributes.get("soft") and not m.entry.attributes.get("after")
        ),
        None,
    )
    if hard or limit:
        pieces.append(Piece(comparator=hard, period=limit))
    return Answer("relative_target", pieces, trend=name, reference=against)


def _state(scene: Scene) -> Answer:
    chosen = phrases.strongest(scene.states)
    assert chosen is not None
    flags = phrases.state_flags(scene.states, chosen)
    periods = _fine_periods(scene)
    pieces: list[Piece] = []
    for period in periods:
        clause_start = max(scene.reading.masked.rfind(mark, 0, period.at) for mark in ",;.\n") + 1
        inside = [m for m in scene.states if clause_start <= m.start < max(period.at, clause_start + 1)] or [
            m for m in scene.states if m.start >= period.to
        ]
        own = phrases.strongest(inside) or chosen
        pieces.append(Piece(period=period, state=own.name, label=own.name, start=period.at, end=period.to))
        flags += list(period.flags)
    years = [p for p in scene.reading.periods if p.type in ("year", "year_range")]
    if years:
        flags.append("year_is_not_a_value")
    limits = [p for p in scene.reading.periods if p.type == "deadline"]
    pieces += [Piece(period=p, state=chosen.name, start=p.at, end=p.to) for p in limits if not pieces]
    if len(pieces) == 1:
        pieces[0].label, pieces[0].state = None, chosen.name
    name = chosen.name
    if len(pieces) > 1:
        name = pieces[-1].state or name
        if "starts_later" in (p.state for p in pieces[:-1]) and name == "starts_later":
            name = pieces[0].state or name
    year = scene.question.report_year
    if year and any(p.end > f"{year}-12-31" for p in periods):
        flags.append("after_report_year")
    return Answer("compound" if len(pieces) > 1 else "state", pieces, state=name, flags=flags)


def _periods(scene: Scene) -> Answer | None:
    found = [p for p in scene.reading.periods if not p.reference]
    if not found:
        return None
    covered = sum(p.to - p.at for p in found)
    others = [w for w in scene.reading.words if len(w.key) > 1]
    if (scene.question.field == "narrative" and len(others) > 3) or (
        len(others) > 4 and covered < len(scene.reading.text) / 3
    ):
        return None
    kind = "date" if all(p.type in ("date", "deadline") for p in found) else "period"
    flags = [f for p in found for f in p.flags]
    return Answer(kind, [Piece(period=p, start=p.at, end=p.to) for p in found], flags=flags)


def _text(scene: Scene) -> Answer:
    vague = any(w.key in small_words(scene.lexicon).vague for w in scene.reading.words)
    named = bool(scene.reading.names)
    state = None
    if not vague and not named and scene.question.field not in ("narrative", "unit") and scene.reading.words:
        state = "other"
    return Answer("text", state=state, flags=["vague_quantity"] if vague else [])
