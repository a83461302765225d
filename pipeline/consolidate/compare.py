"""What is new since the previous run: findings keep their identity, so two runs can be laid side by side."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.model.tables import FINDINGS


def previous_run(outputs: Path, before: str) -> Path | None:
    """The newest complete run folder with an id smaller than `before`."""
    runs = sorted(p.parent for p in outputs.glob("*/run.json") if p.parent.name < before)
    return runs[-1] if runs else None


def ever_seen(outputs: Path, before: str) -> set[str]:
    """Ids of all findings of all runs before this one: what was gone for a while and is back is reopened."""
    seen: set[str] = set()
    for path in sorted(outputs.glob("*/data/findings.parquet")):
        if path.parent.parent.name < before:
            seen.update(pl.read_parquet(path, columns=["finding_id"])["finding_id"].to_list())
    return seen


def with_changes(
    findings: pl.DataFrame, earlier: pl.DataFrame | None, run_id: str, seen: AbstractSet[str] = frozenset()
) -> pl.DataFrame:
    """FINDINGS with `change` and `since_run`, and the fixed ones of the earlier run added as rows.

    new: never seen. open: there last time too. reopened: seen in some run (`seen`), not standing last time.
    fixed: stood last time, is gone.
    """
    if earlier is None:
        return findings.with_columns(change=pl.lit("new"), since_run=pl.lit(run_id))
    # runs of an older version may lack newer columns
    earlier = earlier.with_columns(
        pl.lit(None, dtype=kind).alias(name) for name, kind in FINDINGS.items() if name not in earlier.columns
    )
    past = earlier.select("finding_id", old_change="change", old_since="since_run").unique(
        "finding_id", keep="first"
    )
    joined = findings.join(past, on="finding_id", how="left", maintain_order="left")
    change = (
        pl.when(pl.col("old_change").is_null() & pl.col("finding_id").is_in(list(seen))).then(pl.lit("reopened"))
        .when(pl.col("old_change").is_null()).then(pl.lit("new"))
        .when(pl.col("old_change") == "fixed").then(pl.lit("reopened"))
        .otherwise(pl.lit("open"))
    )  # fmt: skip
    since = pl.when(pl.col("old_change").is_null() | (pl.col("old_change") == "fixed")).then(pl.lit(run_id))
    now = joined.with_columns(change=change, since_run=since.otherwise(pl.col("old_since")))
    gone = earlier.filter(
        ~pl.col("finding_id").is_in(findings["finding_id"].to_list()) & (pl.col("change") != "fixed")
    ).with_columns(change=pl.lit("fixed"))
    return pl.concat([now.select(list(FINDINGS)), gone.select(list(FINDINGS))])


def counts(findings: pl.DataFrame) -> dict[str, int]:
    """How many findings there are of each change."""
    return dict(findings.group_by("change").len().sort("change").iter_rows())


def load_run(folder: Path) -> dict[str, Any]:
    """run.json and FINDINGS of an earlier run."""
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return {"facts": facts, "findings": pl.read_parquet(folder / "data" / "findings.parquet")}
