"""What the machine read in a cell, told to a person: "≥ 228 000 vrk", "n. 46 000", "muutos +13 %", "Valmis"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.write.i18n import N_, NN_, Translator

Row = Mapping[str, Any]

UNITS = {
    "piece": NN_("pc", "pcs"), "person": NN_("person", "people"), "fte": NN_("FTE", "FTEs"),
    "trip": NN_("trip", "trips"), "overnight": NN_("night", "nights"), "day": NN_("day", "days"),
    "calendar_day": NN_("calendar day", "calendar days"), "week": NN_("week", "weeks"),
    "month": NN_("month", "months"), "year": NN_("year", "years"), "hour": NN_("hour", "hours"),
    "minute": NN_("minute", "minutes"), "score": NN_("point", "points"), "times": NN_("time", "times"),
    "percentage_point": NN_("percentage point", "percentage points"), "floor_m2": NN_("m² of floor", "m² of floor"),
}  # fmt: skip
SIGNS = {
    "EUR": "€", "SEK": "SEK", "NOK": "NOK", "USD": "USD", "GBP": "GBP", "permille": "‰", "km": "km", "m": "m",
    "m2": "m²", "ha": "ha", "tCO2e": "t CO₂e", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "nps": "NPS",
}  # fmt: skip
PER = {
    "month": N_("per month"), "year": N_("per year"), "week": N_("per week"), "day": N_("per day"),
    "inhabitant": N_("per inhabitant"), "fte": N_("per FTE"), "trip": N_("per trip"),
}  # fmt: skip
STATES = {
    "not_started": N_("Not started"), "planned": N_("Planned"), "need_identified": N_("Need identified"),
    "pilot": N_("Pilot"), "testing": N_("In testing"), "in_progress": N_("In progress"),
    "on_track": N_("On schedule"), "at_risk": N_("At risk"), "late": N_("Late"), "nearly_done": N_("Nearly done"),
    "partial": N_("Done in part"), "done": N_("Done"), "approved": N_("Approved"), "agreement": N_("Agreed"),
    "in_use": N_("In use"), "not_in_use": N_("Not in use"), "not_done": N_("Not done"),
    "postponed": N_("Postponed"), "cancelled": N_("Cancelled"), "changed": N_("Changed"),
    "not_needed": N_("Not needed"), "starts_later": N_("Starts later"), "continuous": N_("Continuous"),
    "improved": N_("Improved"), "worsened": N_("Worsened"), "unchanged": N_("Unchanged"),
}  # fmt: skip
TRENDS = {
    "increase": N_("more than before"), "decrease": N_("less than before"), "maintain": N_("as before"),
    "approach": N_("nearer to the reference"), "improve": N_("better than before"),
}  # fmt: skip
APPROX = {
    "about": N_("about {n}"),
    "nearly": N_("nearly {n}"),
    "over": N_("over {n}"),
    "under": N_("under {n}"),
}
_COUNTS = ("piece", "person", "trip", "overnight", "dwelling")
_COMPARATORS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_NOTHING = {"not_available": N_("no value"), "empty": N_("empty"), "text": N_("no figure or status read")}
_CODES = {"current": "", "from": "", "to": "", "previous_year": N_("previous year")}
"""Labels that the reader gives itself. "from" and "to" stand in this order anyway."""
_SAYS_MORE = re.compile(r"[^\W\d_]|[%‰€£$]")
_GAP = "\N{NO-BREAK SPACE}"


def column_unit(text: str, unit: str | None) -> str:
    """The unit of a column beside a bare figure: "(£000)"; empty where the text brings words or a unit of its own."""
    bare = any(ch.isdigit() for ch in text) and not _SAYS_MORE.search(text)
    return f"({' '.join(unit.split())})" if unit and unit.strip() and bare else ""


def amount(value: float | None, unit: str | None, t: Translator) -> str:
    """A figure with its unit: "237 000 yötä"; empty for nothing."""
    if value is None:
        return ""
    if unit == "percent":
        whole = float(value) == round(float(value))
        return t.percent(value, 0 if whole else 1)
    decimals = None if abs(value) < 100 else 0 if float(value).is_integer() else 2
    name = t.n(*UNITS[unit], value) if unit in UNITS else SIGNS.get(unit or "", "")
    return f"{t.number(value, decimals)}{_GAP}{name}" if name else t.number(value, decimals)


def signed(value: float, unit: str, t: Translator) -> str:
    """A change with its sign: "+13 %"."""
    return ("+" if value > 0 else "") + amount(value, unit, t)


def span(start: str | None, end: str | None, t: Translator) -> str:
    """A period by its bounds: "1.1.2022–30.6.2022"."""
    if not start or not end:
        return t.moment(start or end) if start or end else ""
    if start[:4] == end[:4] and start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:4]
    if start == end:
        return t.moment(start)
    first = t.moment(start)
    return f"{first.removesuffix(start[:4]) if start[:4] == end[:4] else first}–{t.moment(end)}".replace(
        " –", "–"
    )


def _counted(value: float | None, row: Row, t: Translator) -> str:
    """A figure with its unit; what is counted is called as its author calls it, and nothing where he does not."""
    own = row["unit_text"] or ""
    if (
        value is None
        or row["unit"] not in _COUNTS
        or row["scale"] not in (None, 1)
        or "\N{HORIZONTAL ELLIPSIS}" in own
    ):
        return amount(value, row["unit"], t)
    if not own.strip() and row["unit"] != "piece":
        return amount(value, row["unit"], t)
    return _GAP.join(filter(None, (amount(value, None, t), own.strip())))


def _level(row: Row, t: Translator) -> str:
    low, high, value = row["low"], row["high"], row["value"]
    if value is None:
        if low is None or high is None or row["kind"] != "range":
            return ""
        return f"{t.number(low)}–{_counted(high, row, t)}"
    shown = _counted(value, row, t)
    if row["per"]:
        shown += f" {t(PER[row['per']])}" if row["per"] in PER else ""
    if row["approx"] in APPROX:
        shown = t(APPROX[row["approx"]], n=shown)
    sign = _COMPARATORS.get(row["comparator"] or "")
    return f"{sign}{_GAP}{shown}" if sign else shown


def _item(row: Row, t: Translator) -> str:
    parts = [_level(row, t)]
    if row["change_pct"] is not None:
        parts.append(t("change {n}", n=signed(row["change_pct"], "percent", t)))
    if row["change_pp"] is not None:
        parts.append(t("change {n}", n=signed(row["change_pp"], "percentage_point", t)))
    if row["share_pct"] is not None and row["unit"] != "percent":
        parts.append(t("share {n}", n=amount(row["share_pct"], "percent", t)))
    if row["state"] in STATES:
        parts.append(t(STATES[row["state"]]))
    told = ", ".join(p for p in parts if p)
    when = span(row["period_start"], row["period_end"], t)
    if when:
        told = f"{told} ({when})" if told else when
    label = _label(row["label"], t)
    return f"{label}: {told}" if label and told else told


def _label(label: str | None, t: Translator) -> str:
    """An item's label in quotes, as its author wrote it; our own codes are named, or left out where the item tells them."""
    if not label or label in _CODES or label in STATES:
        return t(_CODES[label]) if label and _CODES.get(label) else ""
    return f"“{label}”" if t.lang == "en" else f"”{label}”"


def readings(rows: Iterable[Row], t: Translator) -> tuple[str, ...]:
    """Each item of one cell (its rows of VALUES) as a line; what kind of nothing it is, where nothing was read."""
    rows = sorted(rows, key=lambda r: r["item"] or 0)
    if not rows:
        return ()
    first = rows[0]
    lines = [line for row in rows if (line := _item(row, t))]
    if first["cell_state"] in STATES and not any(row["state"] for row in rows):
        lines.insert(0, t(STATES[first["cell_state"]]))
    if not lines and first["trend"] in TRENDS:
        lines.append(t(TRENDS[first["trend"]]))
    if not lines:
        lines = [t(_NOTHING[first["kind"]])] if first["kind"] in _NOTHING else []
    return tuple(dict.fromkeys(lines))
