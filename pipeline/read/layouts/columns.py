"""Which column is which: headings of one table → field by column, by label first and by year where labels leave it open."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.grid import Cell
from pipeline.read.labels import LEVELS
from pipeline.read.layouts.heading import Heading

MUST_BE_ONE = ("indicator", *LEVELS)
"""Fields of which a second column under the same label cannot be told from the first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A headed column: its number, what heads it, and the cell of the heading."""

    col: int
    heading: Heading
    cell: Cell


@dataclass(slots=True)
class Resolved:
    """Field → column; columns under one label that cannot be told apart; levels told by a bare year."""

    columns: dict[str, Column] = field(default_factory=dict)
    more: dict[str, list[Column]] = field(default_factory=dict)  # further explanation columns
    conflict: list[Column] = field(default_factory=list)
    by_year: list[str] = field(default_factory=list)


def _named(found: list[Column], name: str) -> list[Column]:
    return [c for c in found if c.heading.field == name]


def _of_kind(found: list[Column], *kinds: str) -> list[Column]:
    return [c for c in found if c.heading.kind in kinds]


def _goals_that_are_targets(found: list[Column]) -> list[Column]:
    """Headings such as "Tavoite" that mean the level aimed at: to the right of the indicator, or later and dated."""
    goals = _named(found, "goal")
    if _named(found, "target"):
        return []
    indicators = _named(found, "indicator")
    right = [g for g in goals if indicators and g.col > indicators[0].col]
    if right:
        dated = [g for g in right if g.heading.year]
        return dated or right[-1:]
    return [g for g in goals[1:] if g.heading.year]


def _latest(found: list[Column]) -> Column | None:
    return max(found, key=lambda c: (c.heading.year or 0, -c.col), default=None)


def _forecast(found: list[Column], targets: list[Column]) -> Column | None:
    """At mid-year a forecast stands where the actual will: later than every outturn, none of which has its plan."""
    done = [*_named(found, "actual"), *_of_kind(found, "outturn")]
    latest = max((c.heading.year or 9999 for c in done), default=0)
    aimed = {c.heading.year for c in (*targets, *_of_kind(found, "plan"))}
    later = [c for c in _of_kind(found, "forecast") if (c.heading.year or 0) > latest]
    return min(later, key=lambda c: c.heading.year or 0, default=None) if latest not in aimed else None


def _year_of(found: list[Column], targets: list[Column]) -> int | None:
    """The year reported: of the actual, else of the outturns, else of bare years that a target's year does not pass."""
    forecast = _forecast(found, targets)
    if forecast:
        return forecast.heading.year
    for group in (_named(found, "actual"), _of_kind(found, "outturn"), _of_kind(found, "forecast")):
        years = [c.heading.year for c in group if c.heading.year]
        if years:
            return max(years)
    aimed = {c.heading.year for c in (*targets, *_of_kind(found, "plan")) if c.heading.year}
    bare = [c.heading.year for c in _of_kind(found, "year") if c.heading.year]
    shared = [y for y in bare if y in aimed]
    years = [y for y in bare if not aimed or y <= max(aimed)] or bare
    return max(shared or years, default=None)


def _of_year(found: list[Column], year: int | None) -> Column | None:
    """The column of a year: undated ones first, then the year's own, the nearest before, the nearest after."""
    undated = [c for c in found if not c.heading.year]
    if undated or year is None:
        return next(iter(undated or sorted(found, key=lambda c: c.heading.year or 0)), None)
    own = [c for c in found if c.heading.year == year]
    before = [c for c in found if (c.heading.year or 0) < year]
    after = sorted((c for c in found if (c.heading.year or 0) > year), key=lambda c: c.heading.year or 0)
    return own[0] if own else _latest(before) or (after[0] if after else None)


def _same(found: list[Column]) -> list[Column]:
    """Columns that one label, of one year, heads more than once."""
    seen: dict[tuple[str, int | None, str], list[Column]] = {}
    for column in found:
        head = column.heading
        seen.setdefault((head.label, head.year, head.unit), []).append(column)
    return next((group for group in seen.values() if len(group) > 1), [])


def _plainest(found: list[Column], order: dict[str, int]) -> Column:
    return min(found, key=lambda c: (order.get(c.heading.label, 999), c.col))


def _levels(found: list[Column], out: Resolved, order: dict[str, int]) -> None:
    targets = _named(found, "target") + _goals_that_are_targets(found)
    year = _year_of(found, targets)
    actuals = _named(found, "actual")
    bare = _of_kind(found, "year")
    outturns = _of_kind(found, "outturn")
    actual = _forecast(found, targets)
    plainest = [c for c in actuals if c.heading.label == _plainest(actuals, order).heading.label]
    for group in () if actual else (plainest, outturns, _of_kind(found, "forecast"), bare):
        undated = [c for c in group if not c.heading.year]
        actual = (_plainest(undated, order) if undated else None) or next(
            (c for c in group if c.heading.year == year), _latest(group)
        )
        if actual:
            break
    said = [c for c in actuals if c not in plainest and not c.heading.year]
    if actual in plainest and said and not _named(found, "status"):
        # "Toteuma 2024" tells the figure, "Toteutuminen" whether it was reached
        out.columns["status"] = said[0]
    target = _of_year(targets, year) or _of_year(_of_kind(found, "plan"), year)
    baselines = _named(found, "baseline")
    baseline = _plainest(baselines, order) if baselines else None
    if baseline is None:
        limit = actual.heading.year if actual and actual.heading.year else year
        earlier = [
            c for c in (*actuals, *outturns, *bare)
            if c is not actual and c.heading.year and (limit is None or c.heading.year < limit)
        ]  # fmt: skip
        baseline = _latest(earlier)
    for name, column in (("baseline", baseline), ("target", target), ("actual", actual)):
        if column:
            out.columns[name] = column
            if column.heading.kind == "year":
                out.by_year.append(name)
    for group in (baselines, _named(found, "target"), actuals, targets):
        out.conflict = out.conflict or _same(group)


def resolve(found: list[Column], order: dict[str, int]) -> Resolved:
    """Give each field its column. `order` is the rank of a label in its list: the plainest label wins."""
    out = Resolved()
    taken_goals = _goals_that_are_targets(found)
    _levels(found, out, order)
    for name in dict.fromkeys(
        c.heading.field for c in found if c.heading.field and c.heading.field not in LEVELS
    ):
        own = [c for c in _named(found, name) if c not in taken_goals]
        if not own:
            continue
        if name in MUST_BE_ONE:
            out.conflict = out.conflict or _same(own)
        if name == "goal" and len({c.heading.label for c in own}) > 1:
            # of two goals the one further to the right is the more particular; the other stands above it
            out.columns[name] = own[-1]
            if not _named(found, "focus_area"):
                out.columns["focus_area"] = own[0]
        elif name == "explanation":
            out.columns[name], *rest = own
            if rest:
                out.more[name] = rest
        else:
            out.columns[name] = _plainest(own, order)
    return out
