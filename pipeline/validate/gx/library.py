"""Great Expectations itself: its context, its objects and its results, and nothing of ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import polars as pl
from great_expectations.compatibility.pydantic import ValidationError
from great_expectations.core.result_format import ResultFormat
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.exceptions.exceptions import ExpectationNotFoundError, GreatExpectationsError
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.registry import get_expectation_impl

from pipeline.model.errors import SettingsError
from pipeline.validate.gx import rules as _rules  # noqa: F401 - importing registers our rules with the library

logging.getLogger("great_expectations").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Answer:
    """One expectation's result: whether it holds, the failing rows by number, or why it crashed."""

    success: bool
    rows: Sequence[int] = ()
    observed: Any = None
    crash: str | None = None


def build_expectation(kind: str, kwargs: Mapping[str, Any], mark: str, place: str) -> Any:
    """The expectation of a suite's entry, told by its mark; SettingsError names the place, what is wrong and what to do."""
    try:
        impl = get_expectation_impl(kind)
    except ExpectationNotFoundError as error:
        raise SettingsError(
            f"{place}: there is no rule of the type {kind!r}; write one that docs/rules.md or Great Expectations knows."
        ) from error
    known = {name for name in impl.__fields__ if name not in ("id", "meta", "notes", "rendered_content")}
    unknown = sorted(set(kwargs) - known)
    if unknown:
        raise SettingsError(
            f"{place}: {kind} has no parameter {unknown[0]!r}; it has {', '.join(sorted(known))}."
        )
    try:
        return ExpectationConfiguration(type=kind, kwargs=dict(kwargs), meta={"mark": mark}).to_domain_obj()
    except (ValidationError, GreatExpectationsError, TypeError, ValueError) as error:
        raise SettingsError(f"{place}: the parameters of {kind} are wrong: {error}") from error


def _crash(info: Mapping[str, Any] | None) -> str | None:
    """The exception of a result, which stands either flat or under a metric's id."""
    if not info:
        return None
    for found in (info, *(v for v in info.values() if isinstance(v, Mapping))):
        if found.get("raised_exception"):
            return str(found.get("exception_message") or "the rule raised an error")
    return None


def _answer(result: Any, row: str) -> Answer:
    crash = _crash(result.exception_info)
    if crash:
        return Answer(success=False, crash=crash)
    # of the library's lists of rows only this one is never cut short
    told = result.result.get("unexpected_index_list") or ()
    rows = [int(number) for entry in told for number in entry[row]]
    return Answer(bool(result.success), rows, result.result.get("observed_value"))


class Checker:
    """One ephemeral context for a whole run. Nothing is stored, shown or sent."""

    def __init__(self) -> None:
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._source = self._context.data_sources.add_pandas("toteuma")

    def check(
        self, name: str, table: pl.DataFrame, expectations: Sequence[Any], row: str
    ) -> Iterator[Answer]:
        """An answer an expectation, in their order. `row` is the column by which rows are told."""
        if not expectations:
            return
        # without Arrow's own types integers with a null become floats, and nulls of text the word nan
        frame = table.drop(row).to_pandas(use_pyarrow_extension_array=True)
        frame.index = table[row].to_pandas().astype("int64").rename(row)
        asset = self._source.add_dataframe_asset(name)
        batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
        suite = gx.ExpectationSuite(name, expectations=list(expectations))
        if len(suite.expectations) != len(expectations):
            raise SettingsError(
                f"suites: {len(expectations)} rules of {name} were wanted, {len(suite.expectations)} loaded."
            )
        wanted = {
            "result_format": ResultFormat.COMPLETE.value,
            "unexpected_index_column_names": [row],
            "return_unexpected_index_query": False,
            "exclude_unexpected_values": True,  # else it looks up every failing cell once more, slowly
        }
        results = batch.validate(suite, result_format=wanted).results
        # the library may answer in another order, so each answer is found by its expectation's mark
        by_mark = {r.expectation_config.meta["mark"]: r for r in results if r.expectation_config}
        for expectation in expectations:
            yield _answer(by_mark[expectation.meta["mark"]], row)
