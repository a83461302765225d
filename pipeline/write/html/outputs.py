"""`outputs/index.html`: the runs, newest first, and how attainment and answering have gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.model.finding import SEVERITIES
from pipeline.write.charts import trend
from pipeline.write.html.render import page, put
from pipeline.write.html.words import TABLES
from pipeline.write.i18n import Translator, known, translator
from pipeline.write.report.model import ATTAINMENTS, Tally


def _facts(path: Path) -> dict[str, Any] | None:
    """A run's run.json; None for one that is broken: an old run must not hide the others."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def _counts(facts: Mapping[str, Any], name: str, keys: tuple[str, ...]) -> dict[str, int]:
    counts = facts.get("counts")
    found = counts.get(name) if isinstance(counts, Mapping) else None
    found = found if isinstance(found, Mapping) else {}
    return {key: n if isinstance(n := found.get(key, 0), int) else 0 for key in keys}


def _rate(counts: Mapping[str, int], part: str, whole: str) -> float | None:
    """A part of a whole in percent; None where the run did not tell them, or none was expected."""
    return 100 * counts[part] / counts[whole] if counts.get(whole) and part in counts else None


def _reporting(facts: Mapping[str, Any]) -> dict[str, int]:
    counts = facts.get("counts")
    found = counts.get("reporting") if isinstance(counts, Mapping) else None
    return {k: n for k, n in found.items() if isinstance(n, int)} if isinstance(found, Mapping) else {}


def _answered(reporting: Mapping[str, int], t: Translator) -> str:
    if "answered" not in reporting:
        return "–"
    answered = t.number(reporting["answered"])
    if "expected" not in reporting:
        return answered
    return t("{n} of {whole}", n=answered, whole=t.number(reporting["expected"]))


def _run(folder: str, facts: Mapping[str, Any], t: Translator) -> dict[str, Any]:
    period = str(facts.get("period") or "")
    reporting = _reporting(facts)
    return {
        "run_id": folder,
        "href": f"{folder}/index.html",
        "started": str(facts.get("started") or ""),
        "phase": t(TABLES["phases"].get(period, period)) if period else "–",
        "outcome": t("No errors to correct") if facts.get("outcome") == "ok" else t("Errors to correct"),
        "tally": Tally(**_counts(facts, "by_attainment", ATTAINMENTS)),
        "severities": _counts(facts, "by_severity", SEVERITIES),
        "answered": _answered(reporting, t),
        "answered_pct": _rate(reporting, "answered", "expected"),
        "on_time_pct": _rate(reporting, "on_time", "answered"),
    }


def write_outputs_index(outputs: Path, lang: str | None = None) -> Path:
    """Write `outputs/index.html` from every run's run.json; `lang` is the newest run's where not given."""
    found = [
        (p.parent.name, f) for p in sorted(outputs.glob("[!.]*/run.json")) if (f := _facts(p)) is not None
    ]
    newest = found[-1][1] if found else {}
    lang = known(lang or str(newest.get("lang") or ""))
    t = translator(lang)
    runs = [_run(name, facts, t) for name, facts in found]
    ticks = [t.percent(n) for n in (100, 50, 0)]

    def chart(shares: list[float | None]) -> Any:
        told = [f"{r['run_id']}: {t.percent(s)}" for r, s in zip(runs, shares, strict=True) if s is not None]
        return trend(shares, "; ".join(told), ticks)

    path = outputs / "index.html"
    text = page(
        "outputs.html",
        lang,
        runs=runs[::-1],
        chart=chart([run["tally"].met_pct for run in runs]),
        answered_chart=chart([run["answered_pct"] for run in runs]),
        on_time_chart=chart([run["on_time_pct"] for run in runs]),
        city=str(newest.get("city") or ""),
        links=[{"href": "index.html", "text": t("All runs"), "here": True}],
    )
    put(path, text)
    return path
