"""What the rules look at: each table with the columns of its neighbours beside it, one row an id.

A rule sees one row at a time; whatever it must compare stands on that row. The row's address is a `ref` column.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipeline.model import tables as schemas
from pipeline.model.clock import Clock
from pipeline.model.settings import Settings
from pipeline.validate.facts import submission_facts
from pipeline.validate.parts import unreported_parts
from pipeline.validate.past import departments_view, targets_view, with_past

ROLES = ("baseline", "target", "actual")
TEXT_FIELDS = ("focus_area", "goal", "deed", "action", "indicator", "baseline_text", "target_text", "actual_text",
               "explanation", "stated_status", "responsible")  # fmt: skip
_CELL = ("kind", "cell_state", "trend", "flags", "reference")
_ITEM = ("value", "unit", "per", "comparator", "approx", "resolution", "change_pct", "change_base", "period_type",
         "period_start", "period_end")  # fmt: skip
_IDENTITY = (
    "submission",
    "department",
    "unit",
    "focus_area",
    "goal",
    "deed",
    "action",
    "indicator",
    "target_kind",
)
_OF_INDICATOR = ("indicator_id", "department", "report_year", "language", "indicator", "better", "better_inferred",
                 "target_kind", "attainment", "explanation", "baseline_text", "indicator_ref", "explanation_ref")  # fmt: skip


def filled(column: str) -> pl.Expr:
    """Whether a text column holds more than white space."""
    return pl.col(column).fill_null("").str.strip_chars() != ""


def _role_columns(values: pl.DataFrame, role: str) -> pl.DataFrame:
    """One row an indicator: the cell's reading as `<role>_…`, item columns only where the cell has one item.

    `<role>_latest` is the value, in a series that of the newest period.
    """
    cell = values.filter(pl.col("role") == role).sort("indicator_id", "item")
    newest = [pl.col(c).sort_by("period_end").last() for c in ("value", "resolution")]
    dated = (pl.col("kind").first() == "series") & (pl.col("period_end").null_count() == 0)
    only = pl.len() == 1
    return (
        cell.group_by("indicator_id", maintain_order=True)
        .agg(
            pl.col("value").is_not_null().sum().cast(pl.Int64).alias("items"),
            *[pl.col(c).first() for c in _CELL],
            *[pl.when(only).then(pl.col(c).first()).alias(c) for c in _ITEM],
            pl.col("unit").drop_nulls().unique().sort().str.join(",").alias("units"),
            latest=pl.when(only).then(pl.col("value").first()).when(dated).then(newest[0]),
            latest_step=pl.when(only).then(pl.col("resolution").first()).when(dated).then(newest[1]),
        )
        .with_columns(
            reference_kind=pl.col("reference").str.json_path_match("$.kind"),
            reference_value=pl.col("reference").str.json_path_match("$.value").cast(pl.Float64, strict=False),
        )
        .rename(lambda c: c if c == "indicator_id" else f"{role}_{c}")
    )


def _twins(indicators: pl.DataFrame) -> pl.DataFrame:
    """`identity` (null where no indicator is worded) and `twin_ref`, the first row of the same identity."""
    words = [pl.col(c).fill_null("").str.to_lowercase().str.replace_all(r"\W+", " ").str.strip_chars() for c in _IDENTITY]  # fmt: skip
    identity = pl.when(filled("indicator")).then(pl.concat_str(words, separator="\x1f"))
    first = pl.col("indicator_ref").first().over("identity")
    return indicators.with_columns(identity=identity).with_columns(
        twin_ref=pl.when(pl.col("identity").is_not_null()).then(first),
        twin_number=pl.when(pl.col("identity").is_not_null()).then(
            pl.int_range(pl.len()).over("identity").cast(pl.Int64)
        ),
    )


def _indicators(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    view = _twins(tables["indicators"].sort("submission", "order", "indicator_id", maintain_order=True))
    for role in ROLES:
        # INDICATORS has a column target_kind of its own: operational or financial
        cell = _role_columns(tables["values"], role).rename({f"{role}_kind": f"{role}_reading"})
        view = view.join(cell, on="indicator_id", how="left", maintain_order="left")
    parts = unreported_parts(tables["values"], tables["indicators"])
    view = view.join(parts, on="indicator_id", how="left", maintain_order="left")
    asked = [
        pl.col(f"{name}_ref").is_not_null().any().over("submission", "sheet").alias(f"form_has_{name}")
        for name in ("baseline", "responsible", "explanation")
    ]
    prose = pl.concat_str(
        [pl.col(c).fill_null("") for c in ("explanation", "stated_status", "actual_text")], separator="\n"
    )
    return view.with_columns(
        *asked,
        has_explanation=filled("explanation"),
        prose=prose,
        status=pl.col("stated_status"),
        row_ref=pl.coalesce("indicator_ref", "actual_ref", "target_ref", "baseline_ref", "action_ref"),
        explanation_length=pl.col("explanation").fill_null("").str.strip_chars().str.len_chars().cast(pl.Int64),
    )  # fmt: skip


def _beside(table: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    return table.join(indicators.select(_OF_INDICATOR), on="indicator_id", how="left", maintain_order="left")


def _texts(indicators: pl.DataFrame) -> pl.DataFrame:
    """One row a filled text. A cell shared by several indicators (a goal) stands once, as the submission's own."""
    parts = [
        indicators.filter(filled(name)).select(
            "indicator_id", "submission", "department", "language", "report_year",
            pl.lit(name.removesuffix("_text")).alias("field"),
            pl.col(name).alias("text"),
            pl.col(f"{name.removesuffix('_text')}_ref").alias("ref"),
        )
        for name in TEXT_FIELDS
    ]  # fmt: skip
    place = pl.coalesce("ref", pl.concat_str("indicator_id", "field", separator="|"))
    same = pl.concat_str(pl.col("submission").fill_null(""), place, "text", separator="\x1f")
    texts = pl.concat(parts).with_columns(
        text_id=pl.concat_str("indicator_id", "field", separator="|"), same=same
    )
    return (
        texts.with_columns(sharers=pl.col("indicator_id").n_unique().over("same"))
        .unique("same", keep="first", maintain_order=True)
        .with_columns(
            indicator_id=pl.when(pl.col("sharers") == 1).then(pl.col("indicator_id")),
        )
        .drop("same", "sharers")
    )


def views(
    tables: Mapping[str, pl.DataFrame], settings: Settings, clock: Clock, *, complete: bool
) -> dict[str, pl.DataFrame]:
    """The views by name; the tables given are not changed. `targets` and `history` may be missing.

    `complete` tells that all of a city's workbooks are here, so that a department without one is missing.
    """
    empty = schemas.frame([], schemas.TARGETS)
    targets, submissions = tables.get("targets", empty), tables["submissions"]
    indicators = with_past(_indicators(tables), targets, tables.get("history"))
    return {
        "submissions": submission_facts(tables["submissions"], tables["indicators"], settings, clock, complete=complete),
        "indicators": indicators,
        "values": _beside(tables["values"], indicators),
        "claims": _beside(tables["claims"], indicators),
        "texts": _texts(indicators),
        "targets": targets_view(targets, submissions, complete=complete),
        "departments": departments_view(targets, submissions, settings, complete=complete),
    }  # fmt: skip
