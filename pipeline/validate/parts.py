"""Parts that a baseline tells one by one ("ours 40 days, the peers 60 days") and the actual does not."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

_NUMBERING = re.compile(r"^[\d.)\s]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


def _stem(label: str) -> str | None:
    """How a label begins in all its cases ("Porissa", "Porin"); None for one without a word."""
    word = _WORD.search(label)
    return word[0].casefold()[: max(4, len(word[0]) - 3)] if word else None


def _named(label: str, text: str) -> bool:
    stem = _stem(label)
    return stem is not None and stem in text


def _missing(labels: list[str], told: int, actual: str, explanation: str) -> str | None:
    """The labels that neither the actual's figures nor the explanation account for.

    The actual's figures are those of the labels it names, the rest belong to the first labels in order.
    """
    in_order = sorted(labels, key=lambda label: not _named(label, actual))
    left = [label for label in in_order[told:] if not _named(label, explanation)]
    return ", ".join(left) or None


def unreported_parts(values: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """indicator_id → unreported_part: parts of the baseline, by their labels, that have no figure in the actual.

    Only where every item of the baseline is a labelled figure of one unit and none is dated (a series is no parts).
    """
    counted = values.filter(pl.col("value").is_not_null())
    parts = (
        counted.filter((pl.col("role") == "baseline") & (pl.col("kind") == "compound"))
        .sort("indicator_id", "item")
        .group_by("indicator_id", maintain_order=True)
        .agg("label", units=pl.col("unit").fill_null("").n_unique(), dated=pl.col("period_start").count())
        .filter(
            (pl.col("label").list.len() >= 2)
            & (pl.col("label").list.drop_nulls().list.len() == pl.col("label").list.len())
            & (pl.col("units") == 1)
            & (pl.col("dated") == 0)
        )
    )
    told = counted.filter(pl.col("role") == "actual").group_by("indicator_id").agg(told=pl.len())
    rows = parts.join(told, on="indicator_id").join(
        indicators.select("indicator_id", "actual_text", "explanation"), on="indicator_id"
    )
    found: list[dict[str, Any]] = []
    for row in rows.iter_rows(named=True):
        labels = [_NUMBERING.sub("", label).strip(" :") for label in row["label"]]
        texts = [(row[c] or "").casefold() for c in ("actual_text", "explanation")]
        found.append(
            {"indicator_id": row["indicator_id"], "unreported_part": _missing(labels, row["told"], *texts)}
        )
    return pl.DataFrame(found, schema={"indicator_id": pl.String, "unreported_part": pl.String})
