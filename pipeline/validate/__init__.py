"""The fourth stage: tables and suites → findings. Bad data become rows; a rule that raises is told, not hidden."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.model.catalogue import Catalogue
from pipeline.model.clock import Clock
from pipeline.model.finding import Finding
from pipeline.model.settings import Settings


def preload() -> None:
    """Import Great Expectations beside the reading of workbooks, which waits for other processes anyway."""

    def load() -> None:
        import pipeline.validate.gx.engine  # noqa: F401, PLC0415 - the import is the work

    threading.Thread(target=load, name="preload").start()


def validate(
    tables: Mapping[str, pl.DataFrame],
    expectations: Path,
    settings: Settings,
    clock: Clock,
    *,
    complete: bool = False,
) -> list[Finding]:
    """Judge SUBMISSIONS, INDICATORS, VALUES and CLAIMS by the suites of a folder; the tables are not changed.

    `complete` says that all workbooks of the city are here, so that a department without one is missing.
    Severities are left to the catalogue. Raises SettingsError for a broken suite, before any row is judged.
    """
    # the library takes seconds to import, so only who validates waits for it
    from pipeline.validate.gx import engine  # noqa: PLC0415
    from pipeline.validate.root_cause import with_causes  # noqa: PLC0415
    from pipeline.validate.told import of_crash, of_row, of_table, rows_of  # noqa: PLC0415
    from pipeline.validate.views import views  # noqa: PLC0415

    catalogue = Catalogue.load(expectations)
    codes = [r.code for r in catalogue.rules()]
    off = frozenset(c for c in codes if catalogue.severity(c, settings.phase) is None)
    checks = engine.load(catalogue.suites, {c: catalogue.parameters(c) for c in codes}, off)
    seen = views(tables, settings, clock, complete=complete)
    findings: list[Finding] = []
    for outcome in engine.run(checks, seen):
        if outcome.crash:
            findings.append(of_crash(outcome.check, outcome.crash))
        elif outcome.whole:
            findings.append(of_table(outcome.check, outcome.observed))
        else:
            view = seen[outcome.check.table]
            findings.extend(
                of_row(outcome.check, row, expectations)
                for row in rows_of(view, outcome.rows, outcome.details)
            )
    return with_causes(findings, catalogue)


__all__ = ["preload", "validate"]
