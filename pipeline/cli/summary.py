"""The few lines a run ends with on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cli.words import say
from pipeline.write import phrases
from pipeline.write.i18n import translator


def summary(facts: dict[str, Any], tables: dict[str, pl.DataFrame], folder: Path, lang: str) -> str:
    """Counts, what was left aside and where to look, as lines of text."""
    t, counts = translator(lang), facts["counts"]
    attained = {k: counts["by_attainment"].get(k, 0) for k in ("met", "partly", "not_met", "not_assessable")}
    verdicts = counts["by_verdict"]
    lines = [
        f"{t('Read')}: {phrases.read(counts['submissions'], counts['indicators'], t)}.",
        f"{t('Figures recomputed')}: {t.number(phrases.recomputed(verdicts))}; {phrases.of_the_recomputed(verdicts, t)}.",
        say("attainment", lang, **attained),
        f"{t('Findings')}: {phrases.findings(counts['by_severity'], t)}.",
    ]
    changed = phrases.changes(counts["by_change"], t)
    if changed:
        lines.append(f"{t('Since the previous run')}: {changed}.")
    aside = tables["submissions"].filter(pl.col("outcome").is_in(["unreadable", "superseded", "ignored"]))
    for row in aside.iter_rows(named=True):
        why = tables["findings"].filter(pl.col("submission") == row["submission"]).sort("severity")
        message = why["message"][0] if why.height else row["reason"]
        lines.append(say("aside", lang, file=row["file"], message=message))
    lines.append(say("open", lang, page=(folder / "index.html").resolve()))
    return "\n".join(lines)
