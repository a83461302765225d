"""One validation a table for the whole run: suites in, the rows that fail each rule out.

Each trap of the library is closed here; see docs/decisions and the comments at the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.model.errors import SettingsError
from pipeline.model.suites import Suite
from pipeline.validate.check import Check, Outcome
from pipeline.validate.gx.base import RowRule
from pipeline.validate.gx.library import Checker, build_expectation

ROW = "_row"
"""The row number by which failing rows are told; ids of ours may repeat when two forms are copies."""
Parameters = Mapping[str, Mapping[str, Any]]


def load(suites: Sequence[Suite], parameters: Parameters, switched_off: frozenset[str]) -> list[Check]:
    """Build every entry that is switched on. SettingsError names the entry that the library does not accept.

    The library itself drops an entry of an unknown class with a log line only; here none may be lost.
    """
    checks, wanted = [], 0
    for suite in suites:
        for n, entry in enumerate(suite.entries):
            code = str(entry["meta"]["code"])
            if code in switched_off:
                continue
            wanted += 1
            kwargs = {**entry.get("kwargs", {}), **parameters.get(code, {})}
            place = f"{suite.place(n)}, {code}"
            expectation = build_expectation(entry["type"], kwargs, code, place)
            checks.append(Check(code, suite.table, place, entry["meta"], expectation))
    if len(checks) != wanted:
        raise SettingsError(f"suites: {wanted} rules were wanted and {len(checks)} loaded.")
    return checks


def _columns(expectation: Any) -> list[str]:
    names = [getattr(expectation, name, None) for name in ("column", "column_A", "column_B")]
    several = [
        *(getattr(expectation, "column_list", None) or ()),
        *(getattr(expectation, "column_set", None) or ()),
    ]
    return [n for n in (*names, *several) if isinstance(n, str)]


def _missing(check: Check, view: pl.DataFrame) -> str | None:
    lost = [c for c in _columns(check.expectation) if c not in view.columns]
    return f"the table {check.table} has no column {lost[0]}" if lost else None


def _judged(checks: Sequence[Check], view: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
    """The view's verdict columns, named by code, and the crashes. All at once; one by one where that fails."""
    wanted = {c.code: c for c in checks if isinstance(c.expectation, RowRule)}
    crashes: dict[str, str] = {}
    try:
        return view.select(ROW, **{code: c.expectation.verdict() for code, c in wanted.items()}), crashes
    except Exception:  # noqa: BLE001 - one rule's fault must not silence the others: found one by one
        columns = {}
        for code, check in wanted.items():
            try:
                columns[code] = view.select(check.expectation.verdict().alias(code)).to_series()
            except Exception as error:  # noqa: BLE001 - the same
                crashes[code] = f"{type(error).__name__}: {error}"
        return view.select(ROW).with_columns(**columns), crashes


def _details(check: Check, view: pl.DataFrame, rows: Sequence[int]) -> dict[str, list[Any]]:
    if not rows or not isinstance(check.expectation, RowRule):
        return {}
    extra = check.expectation.details()
    found = view.select(**extra) if extra else None
    if found is None:
        return {}
    if found.height != view.height:  # constants only
        return {name: [found[name][0]] * len(rows) for name in found.columns}
    return {name: found[name].gather(list(rows)).to_list() for name in found.columns}


def _run_table(checks: Sequence[Check], view: pl.DataFrame, checker: Checker) -> Iterator[Outcome]:
    view = view.with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.Int64))
    lost = {c.code: why for c in checks if (why := _missing(c, view))}
    sound = [c for c in checks if c.code not in lost]
    verdicts, crashes = _judged(sound, view)
    crashes |= lost
    running = [c for c in sound if c.code not in crashes]
    plain = {n for c in running if not isinstance(c.expectation, RowRule) for n in _columns(c.expectation)}
    table = verdicts.with_columns(view.select(sorted(plain)))
    assertions = [
        c.expectation.on(c.code) if isinstance(c.expectation, RowRule) else c.expectation for c in running
    ]
    for check in checks:
        if check.code in crashes:
            yield Outcome(check, crash=crashes[check.code])
    for check, answer in zip(running, checker.check(check_name(checks), table, assertions, ROW), strict=True):
        if answer.crash:
            yield Outcome(check, crash=answer.crash)
        elif not answer.success:
            rows = tuple(answer.rows)
            yield Outcome(check, rows, not rows, answer.observed, None, _details(check, view, rows))


def check_name(checks: Sequence[Check]) -> str:
    """The name of the library's asset: the table's, never a file's."""
    return checks[0].table


def run(checks: Sequence[Check], views: Mapping[str, pl.DataFrame]) -> list[Outcome]:
    """Validate each view once. Only checks that failed or crashed are answered, in the order of the tables."""
    checker = Checker()
    outcomes: list[Outcome] = []
    for table, view in views.items():
        own = [c for c in checks if c.table == table]
        if own:
            outcomes.extend(_run_table(own, view, checker))
    return outcomes
