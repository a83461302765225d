"""The one figure of a cell that attainment compares, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_PERIODLESS = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level with its interval, unit and the text it stands in."""

    value: float
    low: float
    high: float
    unit: str | None
    comparator: str | None
    written: str

    def unit_fits(self, other: Level) -> bool:
        """Units agree, or one is not written (then the header's holds for both)."""
        return self.unit is None or other.unit is None or self.unit == other.unit


def _interval(item: dict[str, Any], value: float) -> tuple[float, float]:
    step = float(item.get("resolution") or 1.0)
    approx = item.get("approx")
    if approx == "about":
        return value - step, value + step
    if approx == "nearly":
        return value - step, value
    if approx == "over":
        return value, value + step
    return value, value  # attainment compares what was stated; rounding is not held against the author


def _written(item: dict[str, Any]) -> str:
    unit = item.get("unit_text")
    text = str(item.get("as_written") or "").strip()
    return f"{text} {unit}" if unit and unit not in text and "…" not in unit else text


def _candidates(cell: dict[str, Any]) -> list[dict[str, Any]]:
    return [i for i in cell.get("items") or [] if i.get("value") is not None]


def _latest(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a series the item of the latest period (or labelled current / to); else all items."""
    for label in ("current", "to"):
        named = [i for i in items if i.get("label") == label]
        if len(named) == 1:
            return named
    ends = [str((i.get("period") or {}).get("end") or _PERIODLESS) for i in items]
    if len(set(ends)) == len(ends) and all(ends):
        return [items[ends.index(max(ends))]]
    return items


def level(cell: dict[str, Any], like: Level | None = None) -> Level | None:
    """The cell's level; None when there is none, or several that cannot be told apart.

    `like` is the figure it will be compared with: among several items the only one of its unit is taken, and a
    percent target takes the share of a count ("63 kpl (48 %)").
    """
    items = _latest(_candidates(cell)) if cell.get("kind") == "series" else _candidates(cell)
    if like is not None and like.unit == "percent":
        shares = [i for i in items if i.get("share_pct") is not None]
        if len(shares) == 1 and shares[0].get("unit") != "percent":
            share = float(shares[0]["share_pct"])
            return Level(share, share, share, "percent", None, f"{share:g} %")
    if like is not None and len(items) > 1:
        same = [i for i in items if i.get("unit") == like.unit and i.get("unit") is not None]
        items = same if len(same) == 1 else items
    values = {float(i["value"]) for i in items}
    if not items or (len(items) > 1 and len(values) > 1):
        return None
    item = items[0]
    low, high = _interval(item, float(item["value"]))
    return Level(float(item["value"]), low, high, item.get("unit"), item.get("comparator"), _written(item))


def bounds(cell: dict[str, Any]) -> tuple[float, float] | None:
    """low..high of a range cell ("10–12 %"), else None."""
    items = [i for i in cell.get("items") or [] if i.get("low") is not None and i.get("high") is not None]
    return (float(items[0]["low"]), float(items[0]["high"])) if len(items) == 1 else None


_DAYS = {
    "day": (1.0, 1.0),
    "calendar_day": (1.0, 1.0),
    "week": (5.0, 7.0),
    "month": (20.0, 31.0),
    "year": (220.0, 366.0),
}
"""The least and the most days that a unit of time may have: working days, or days of the calendar."""


def in_days(level: Level) -> tuple[float, float] | None:
    """(least, most) days of a duration; None for what is no duration of days."""
    size = _DAYS.get(level.unit or "")
    return (level.value * size[0], level.value * size[1]) if size else None
