"""Attainment counted: of indicators, and of goals. A goal is met only if all its indicators are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.normalise.identity import folded
from pipeline.write.report.model import ATTAINMENTS, Group, Tally

Row = Mapping[str, Any]


def tally(attainments: Iterable[str | None]) -> Tally:
    """Count attainments; an unknown or missing one cannot be assessed."""
    counts = Counter(a if a in ATTAINMENTS else "not_assessable" for a in attainments)
    return Tally(**{name: counts[name] for name in ATTAINMENTS})


def goal_attainment(attainments: list[str], *, all_needed: bool) -> str:
    """One goal from its indicators.

    With `all_needed`, one that is missed decides whatever the others are; without it, more than half must be met.
    """
    met, total = attainments.count("met"), len(attainments)
    open_ones = attainments.count("not_assessable")
    if all_needed:
        if met + open_ones < total:
            return "not_met"
        return "met" if not open_ones else "not_assessable"
    if 2 * met > total:
        return "met"
    return "not_assessable" if 2 * (met + open_ones) > total else "not_met"


def nicest(names: Iterable[str]) -> str:
    """Of wordings that differ in case only, the one that is not in capitals; the first of equals."""
    known = list(dict.fromkeys(names))
    return next((n for n in known if not n.isupper()), known[0] if known else "")


def goals(rows: Iterable[Row], *, all_needed: bool) -> Tally:
    """Tally of goals. Goals are one when their focus area and wording agree but for case and punctuation."""
    by_goal: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["goal"]:
            key = (folded(row["focus_area"]), folded(row["goal"]))
            by_goal.setdefault(key, []).append(row["attainment"] or "not_assessable")
    return tally(goal_attainment(found, all_needed=all_needed) for found in by_goal.values())


def group(name: str, rows: list[Row], *, all_needed: bool, page: str = "") -> Group:
    """Indicators and goals of some rows under one name."""
    return Group(name, tally(r["attainment"] for r in rows), goals(rows, all_needed=all_needed), page)


def focus_groups(rows: Iterable[Row], unnamed: str, *, all_needed: bool) -> tuple[Group, ...]:
    """A group a focus area, in the order first met; rows without one come last, under `unnamed`."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(folded(row["focus_area"]), []).append(row)
    nameless = found.pop("", [])
    groups = [
        group(nicest(r["focus_area"] for r in part), part, all_needed=all_needed) for part in found.values()
    ]
    if nameless:
        groups.append(group(unnamed, nameless, all_needed=all_needed))
    return tuple(groups)
