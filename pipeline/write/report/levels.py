"""The three levels of an indicator that one chart may show: only where they truly compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.normalise.attainment.numbers import Level, level
from pipeline.write.i18n import Translator
from pipeline.write.report.model import Chart
from pipeline.write.report.reading import amount

Row = Mapping[str, Any]


def _cell(rows: Iterable[Row]) -> dict[str, Any]:
    """Rows of VALUES back in the form that the judgement compares."""
    rows = list(rows)
    items = [
        {**row, "period": {"start": row["period_start"], "end": row["period_end"]}}
        for row in rows
        if row["value"] is not None
    ]
    return {"kind": rows[0]["kind"] if rows else "empty", "items": items}


def _value(one: Level | None) -> float | None:
    return one.value if one else None


def chart(values: Mapping[str, list[Row]], attainment: str, better: str, names: tuple[str, str, str], t: Translator) -> Chart | None:  # fmt: skip
    """A chart when target and actual (or baseline and actual) have one level each, of one unit; else None.

    `names` are the names of the three roles in the reader's language, `better` the direction as a phrase.
    """
    target = level(_cell(values.get("target", [])))
    actual = level(_cell(values.get("actual", [])), target)
    if actual is None:
        return None
    baseline = level(_cell(values.get("baseline", [])), actual)
    found: list[Level | None] = [
        one if one is not None and one.unit_fits(actual) else None for one in (baseline, target)
    ]
    if not any(found) or any(one is not None and one.unit in ("rank", "time") for one in (*found, actual)):
        return None
    levels = (*found, actual)
    unit = next((one.unit for one in levels if one and one.unit), None)
    labels = tuple(amount(one.value, unit, t) if one else "–" for one in levels)
    told = [f"{name} {label}" for name, label in zip(names, labels, strict=True)]
    return Chart(
        values=(_value(found[0]), _value(found[1]), actual.value),
        labels=(labels[0], labels[1], labels[2]),
        attainment=attainment,
        alt=". ".join([", ".join(told), better]).strip(". ") + ".",
    )
