"""The few lines a run ends with on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cli.words import say


def summary(facts: dict[str, Any], tables: dict[str, pl.DataFrame], folder: Path, lang: str) -> str:
    """Counts, what was left aside and where to look, as lines of text."""
    counts = facts["counts"]
    attained = {k: counts["by_attainment"].get(k, 0) for k in ("met", "partly", "not_met", "not_assessable")}
    severities = {k: counts["by_severity"].get(k, 0) for k in ("error", "warning", "info")}
    changes = {k: counts["by_change"].get(k, 0) for k in ("new", "open", "fixed")}
    lines = [
        say(
            "read",
            lang,
            files=counts["submissions"],
            indicators=counts["indicators"],
            claims=counts["claims"],
        ),
        say("attainment", lang, **attained),
        say("findings", lang, **severities),
    ]
    if changes["open"] or changes["fixed"]:
        lines.append(say("changes", lang, **changes))
    aside = tables["submissions"].filter(pl.col("outcome").is_in(["unreadable", "superseded", "ignored"]))
    for row in aside.iter_rows(named=True):
        why = tables["findings"].filter(pl.col("submission") == row["submission"]).sort("severity")
        message = why["message"][0] if why.height else row["reason"]
        lines.append(say("aside", lang, file=row["file"], message=message))
    lines.append(say("open", lang, page=(folder / "index.html").resolve()))
    return "\n".join(lines)
