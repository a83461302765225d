"""Cells with figures: which kind of statement they make."""

from __future__ import annotations

import re

from pipeline.normalise.column_unit import MONEY, column_unit
from pipeline.normalise.listed import listed
from pipeline.normalise.numerals import Number
from pipeline.normalise.text import lead_in
from pipeline.normalise.values import phrases, scales
from pipeline.normalise.values.brackets import Grouped
from pipeline.normalise.values.changes import AMOUNTS, as_change, is_change, to_level
from pipeline.normalise.values.compounds import several
from pipeline.normalise.values.dating import attach_periods
from pipeline.normalise.values.distance import from_target
from pipeline.normalise.values.item import Answer, Piece
from pipeline.normalise.values.pieces import group, rank_before
from pipeline.normalise.values.scene import Scene
from pipeline.normalise.values.vocabulary import vocabulary


def one_percent(value: float, written: str, flags: list[str]) -> Answer:
    """A percentage Excel keeps as a fraction."""
    number = Number(round(value, 9), written, 0, len(written), len(written), 1.0, unit="percent")
    return Answer("percentage", [Piece(number, end=len(written))], flags=flags)


def one_number(value: float, written: str) -> Answer:
    """A number a spreadsheet shows in scientific form."""
    number = Number(value, written, 0, len(written), len(written), 0.0)
    return Answer("quantity", [Piece(number, end=len(written))], flags=["scientific_form"])


def read(scene: Scene) -> Answer:
    """What a text with figures says."""
    for number in scene.reading.numbers:
        _special_units(scene, number)
        _soften(scene, number)
        _average(scene, number)
        _sign_by_word(scene, number)
    flags = scales.take(scene.reading)
    grouped = group(scene.reading)
    grouped.flags += flags
    for piece in grouped.pieces:
        if piece.number is not None:
            _hinted_scale(scene, piece.number, grouped)
    given = attach_periods(grouped, scene.reading.periods)
    answer = _answer(scene, grouped)
    answer.flags += [f for p in given for f in p.flags]
    for piece in answer.pieces:
        answer.flags += [f for f in (piece.number.flags if piece.number else []) if f != "soft_comparator"]
    _hinted_unit(scene, answer)
    return answer


def _special_units(scene: Scene, number: Number) -> None:
    words, before = vocabulary(scene.lexicon), lead_in(scene.reading.masked, number.lead)
    nps = words.nps.search(before)
    if nps and number.unit is None:
        number.unit, number.unit_text = "nps", nps.group().strip()
    if number.unit in (None, "piece") and words.top.search(before):
        number.unit, number.unit_text, number.comparator = "rank", "Top", "<="
        number.flags.append("rank")
    rank = words.rank_after.match(scene.reading.masked, number.end)
    if (rank and scene.reading.masked[number.end] == ".") or (
        number.unit in (None, "piece") and rank_before(scene.reading, number)
    ):
        number.unit, number.unit_text = "rank", rank[1] if rank else "sija"
        number.flags.append("rank")


def _average(scene: Scene, number: Number) -> None:
    if number.unit is not None or not number.decimals or not 1 <= number.value <= 10:
        return
    stems = tuple(w.strip("*") for w in listed(scene.lexicon, "average_words"))
    if any(w.key.startswith(stems) for w in scene.reading.words):
        number.unit = "score"


def _sign_by_word(scene: Scene, number: Number) -> None:
    """A percentage in brackets with a word of rising or falling is a signed one: "(up 12 %)"."""
    text = scene.reading.masked
    opened = text.rfind("(", 0, number.start)
    if not number.is_percent or number.sign or opened < 0 or ")" in text[opened : number.start]:
        return
    closed = text.find(")", number.stop)
    inside = (m.name for m in scene.trends if opened < m.start < (closed if closed > 0 else len(text)))
    moved = next((name for name in inside if name in ("increase", "decrease")), None)
    if moved:
        number.sign = "+" if moved == "increase" else "-"
        number.value = abs(number.value) * (1 if moved == "increase" else -1)


def _soften(scene: Scene, number: Number) -> None:
    """Blur or bound: "over 2 000" is a threshold in a target and a blurred figure elsewhere."""
    if scene.question.field == "target":
        if "soft_comparator" in number.flags and number.approx in ("over", "under"):
            number.approx = None
    elif "soft_comparator" in number.flags and number.approx in ("over", "under", "nearly"):
        number.comparator = None


def _hinted_scale(scene: Scene, number: Number, grouped: Grouped) -> None:
    """A column's unit multiplies its figures ("£000"); what it is of is no word of the cell, and is told beside it."""
    hint = (scene.question.unit_hint or "").strip()
    told = column_unit(hint, scene.lang, scene.lexicon)
    scale = vocabulary(scene.lexicon).label_scales.get(hint.lower(), told.scale)
    if scale != 1 and number.scale == 1 and number.unit in (None, *((told.unit,) if told.unit else MONEY)):
        number.value, number.scale, number.resolution = (
            number.value * scale,
            scale,
            (number.resolution or 1) * scale,
        )
        grouped.flags.append("scale_in_row_label")


def _hinted_unit(scene: Scene, answer: Answer) -> None:
    """A figure among words takes the unit its indicator counts; a bare figure is left as it stands."""
    hint = scene.question.unit_hint
    if not hint or scene.question.field == "narrative" or hint in vocabulary(scene.lexicon).label_scales:
        return
    bare = not scene.reading.words and answer.kind != "series"
    counted = answer.kind == "compound" or hint not in (
        "piece",
        "dwelling",
        "score",
        "percent",
        "index",
        "floor_m2",
    )
    for piece in answer.pieces:
        if (
            piece.number is not None
            and piece.number.unit is None
            and counted
            and not bare
            and re.fullmatch(r"\w+", hint)
        ):
            piece.number.unit = hint


def _answer(scene: Scene, grouped: Grouped) -> Answer:
    state = phrases.strongest(scene.states, scene.reading)
    trend = phrases.trend(scene.trends, scene.reading, beside_figure=True)
    flags = list(grouped.flags)
    held = grouped.pieces
    if len(held) == 1:
        answer = _single(scene, grouped, held[0], trend.name if trend else None)
    else:
        answer = several(scene, grouped)
        if trend and trend.name == "approach":
            answer.trend = trend.name
    answer.flags = flags + answer.flags
    away = answer.kind == "change" and answer.reference is not None and answer.reference["kind"] == "target"
    if state is not None and answer.kind != "compound" and not away:
        answer.state = state.name
        if (
            answer.kind == "percentage"
            and state.name == "done"
            and vocabulary(scene.lexicon).complete.search(scene.reading.masked, held[0].end)
        ):
            held[0].share_of = held[0].share_of or "completion"
            answer.flags.append("completion_percent")
    return answer


def _single(scene: Scene, grouped: Grouped, piece: Piece, trend: str | None) -> Answer:
    number = piece.number
    assert number is not None
    against = phrases.compared_with(scene.reading, scene.lexicon, scene.lang)
    if grouped.shape == "from_to" and piece.high is not None:
        return Answer("change", [piece], trend="increase" if piece.high.value > number.value else "decrease")
    if piece.high is not None:
        change = number.is_percent and trend in ("increase", "decrease")
        return Answer("range", [piece], trend=trend if change else None)
    distance = None if to_level(scene, number) else from_target(scene, piece)
    if distance is not None:
        return distance
    if is_change(scene, piece, trend):
        return as_change(scene, piece, trend, against)
    if grouped.shape == "share":
        return _share_or_change(piece)
    if piece.change_pct is not None and scene.question.field == "narrative" and number.unit in AMOUNTS:
        # In prose an amount of money with a signed percentage is the change itself: "5,7 milj. euroa (-0,8 %)".
        moved = "decrease" if piece.change_pct < 0 else "increase"
        return Answer("change", [piece], trend=moved, flags=["unsigned_amount_with_signed_percent"])
    if grouped.shape == "compound":
        return Answer("compound", [piece], reference=against)
    kind = "threshold" if number.comparator else "percentage" if number.is_percent else "quantity"
    if kind == "percentage" and (
        m := vocabulary(scene.lexicon).share_of.match(scene.reading.masked, number.stop)
    ):
        piece.share_of = m[1].strip()
    wished = (
        trend
        if piece.change_pct is None and trend in ("increase", "decrease", "approach", "maintain", "improve")
        else None
    )
    flags = []
    if (number.comparator in (">", ">=") and scene.question.better == "lower") or (
        number.comparator in ("<", "<=") and scene.question.better == "higher"
    ):
        flags.append("comparator_contradicts_better_direction")
    return Answer(kind, [piece], trend=wished, reference=against if wished else None, flags=flags)


def _share_or_change(piece: Piece) -> Answer:
    number = piece.number
    if number is not None and number.unit == "fte" and piece.share_of is None and piece.share_pct is not None:
        # Person-years are reported beside their growth; no whole of which they could be a part is in sight.
        piece.change_pct, piece.share_pct = piece.share_pct, None
        return Answer("change", [piece], trend="increase", flags=["unsigned_percent_is_a_change"])
    return Answer("share", [piece])
