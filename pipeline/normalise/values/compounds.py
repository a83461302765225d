"""Cells with several figures: series of one measure, or different things side by side."""

from __future__ import annotations

import re

from pipeline.normalise.values import phrases
from pipeline.normalise.values.brackets import Grouped
from pipeline.normalise.values.item import Answer, Piece
from pipeline.normalise.values.scene import Scene
from pipeline.normalise.values.vocabulary import vocabulary


def several(scene: Scene, grouped: Grouped) -> Answer:
    """The answer for two or more pieces."""
    held = grouped.pieces
    numbers = [p.number for p in held if p.number is not None]
    if grouped.shape == "series" and len(held) == 2:
        return Answer("series", held)
    units = {n.unit for n in numbers}
    years = [p.period for p in held if p.period is not None and p.period.type != "deadline"]
    if len(units) == 1 and len({(p.start, p.end) for p in years}) == len(held):
        return Answer("series", held)
    _label(scene, held)
    against = phrases.compared_with(scene.reading, scene.lexicon, scene.lang)
    return Answer("compound", held, reference=against if against and against["kind"] == "year" else None)


def _label(scene: Scene, held: list[Piece]) -> None:
    """Words beside each figure; states in them belong to the figure, not to the whole cell."""
    text = list(scene.reading.text)
    for period in scene.reading.periods:
        text[period.at : period.to] = " " * (period.to - period.at)
    _words_beside(scene, held, "".join(text))


def _words_beside(scene: Scene, held: list[Piece], text: str) -> None:
    new = vocabulary(scene.lexicon).new
    ends = [p.start for p in held[1:]] + [len(text)]
    for piece, end in zip(held, ends, strict=True):
        after = text[piece.end : end].strip(" ,;+.:()/&\n")
        inside = [m for m in scene.states if piece.start <= m.start < end]
        state = phrases.strongest(inside)
        counted = piece.number.unit_text if piece.number and piece.number.unit == "piece" else None
        if state is None and "+" in text and new.fullmatch(after or counted or ""):
            piece.state, piece.label = "done", after or counted
        elif state is not None and not (
            state.entry.attributes.get("weak") or state.entry.attributes.get("counted")
        ):
            piece.state, piece.label = state.name, after
            if piece.number and piece.number.unit is None and not piece.number.decimals:
                piece.number.unit = "piece"  # "3 valmista": so many things are in that state
    starts = [0] + [p.end for p in held[:-1]]
    for piece, start in zip(held, starts, strict=True):
        lead = piece.number.lead if piece.number else piece.start
        before = re.sub(r"^.*[,;+\n]", "", text[start:lead]).strip(" ,;+.:()/&-\n")
        piece.label = piece.label or before or None
