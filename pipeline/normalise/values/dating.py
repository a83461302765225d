"""Which figure a period belongs to."""

from __future__ import annotations

from pipeline.normalise.periods import Period
from pipeline.normalise.values.brackets import (
    Grouped,
)
from pipeline.normalise.values.item import Piece


def attach_periods(found: Grouped, periods: list[Period]) -> list[Period]:
    """Give each piece its period; returns the periods that were given. References and school-year names are not."""
    usable = [p for p in periods if not p.reference]
    if not usable or not found.pieces:
        return []
    limits = [p for p in usable if p.type == "deadline"]
    for piece in found.pieces if limits else []:
        piece.period = limits[0]
    dated = [p for p in usable if p.type != "deadline"]
    if not dated:
        return limits
    if dated[0].at < found.pieces[0].start:
        _period_first(found, dated)
    else:
        for period in dated:
            inside = next((p for p in found.pieces if 0 <= p.start - period.to <= 3), None)
            if inside is not None and inside.period is None and period.text.endswith(":"):
                inside.period = period
                continue
            before = [p for p in found.pieces if p.start < period.at]
            if before and before[-1].period is None:
                before[-1].period = period
    return limits + dated


def _period_first(found: Grouped, dated: list[Period]) -> None:
    """A period stands before its figures: "2019: 5, 2021: 7", "2019 and 2021: 5", "2021/2022: 5/7"."""
    pieces = list(found.pieces)
    runs: list[tuple[list[Period], list[Piece]]] = []
    things: list[Period | Piece] = [*dated, *pieces]
    for thing in sorted(things, key=lambda t: t.at if isinstance(t, Period) else t.start):
        if isinstance(thing, Period):
            if not runs or runs[-1][1]:
                runs.append(([], []))
            runs[-1][0].append(thing)
        elif runs:
            runs[-1][1].append(thing)
    found.pieces = [p for p in pieces if not any(p in run[1] for run in runs)]
    for named, held in runs:
        if len(named) > 1 and len(held) == 1 and all(p.type == "year" for p in named):
            for period in named:
                copy = Piece(
                    held[0].number, held[0].high, period=period, start=held[0].start, end=held[0].end
                )
                found.pieces.append(copy)
            found.flags += ["one_value_for_two_years", "ambiguous"]
            continue
        for n, piece in enumerate(held):
            piece.period = piece.period or named[min(n, len(named) - 1)]
            found.pieces.append(piece)
