"""The folder of a run: locked, written in staging, renamed at the end. An interrupted run leaves nothing behind."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import polars as pl
from filelock import FileLock, Timeout

from pipeline.model.catalogue import Catalogue
from pipeline.model.clock import Clock
from pipeline.model.errors import LockedError, SettingsError
from pipeline.model.run_facts import RunFacts
from pipeline.model.settings import Settings
from pipeline.model.tables import TABLES, conform
from pipeline.write import consolidated, data, docx, findings_book, html, marked, report, run_json
from pipeline.write.chapter import chapter

_STAGING = ".staging-"
_LIBRARIES = ("great-expectations", "polars", "openpyxl", "python-calamine", "xlsxwriter", "python-docx")


@dataclass(slots=True)
class Writing:
    """A run's folder while it is being written. Use `Writing.open(...)` as a context manager."""

    outputs: Path
    run_id: str
    staging: Path
    started: str
    lock: FileLock
    clock_start: float

    @classmethod
    def open(cls, outputs: Path, clock: Clock) -> Writing:
        """Take the lock, sweep what an interrupted run left, make the staging folder.

        LockedError when another run holds the lock; SettingsError when the folder cannot be written.
        """
        try:
            outputs.mkdir(parents=True, exist_ok=True)
            lock = FileLock(outputs / ".lock")
            lock.acquire(timeout=0)
        except Timeout as error:
            raise LockedError(f"Another run is writing {outputs}: wait until it has ended.") from error
        except OSError as error:
            raise SettingsError(
                f"The outputs folder {outputs} cannot be written: {error.strerror}."
            ) from error
        for stale in outputs.glob(f"{_STAGING}*"):
            shutil.rmtree(stale, ignore_errors=True)
        run_id = clock.now.strftime("%Y-%m-%d_%H%M%S")
        twin = 1
        while (outputs / run_id).exists():
            twin += 1
            run_id = f"{clock.now:%Y-%m-%d_%H%M%S}-{twin}"
        staging = outputs / f"{_STAGING}{run_id}"
        staging.mkdir()
        return cls(
            outputs, run_id, staging, clock.now.isoformat(timespec="seconds"), lock, time.perf_counter()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.staging.exists():
            shutil.rmtree(self.staging, ignore_errors=True)
        self.lock.release()

    def finish(self) -> Path:
        """Rename staging to the run's folder: from here on the run is complete and never edited."""
        folder = self.outputs / self.run_id
        for attempt in range(5):
            try:
                os.replace(self.staging, folder)  # noqa: PTH105 - one atomic rename
                break
            except PermissionError:
                # on Windows a virus scanner may hold a fresh file for a moment
                if attempt == 4:
                    raise
                time.sleep(0.5 * (attempt + 1))
        html.write_outputs_index(self.outputs)
        return folder


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".yaml", ".csv"))
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for name in ("toteuma", *_LIBRARIES):
        versions[name] = importlib.metadata.version(name)
    return versions


def _beside(inputs: Path, folder: Path) -> str | None:
    """The inputs folder as a link from the run's folder; None where there is no such way (another drive)."""
    try:
        return Path(os.path.relpath(inputs, folder)).as_posix()
    except ValueError:
        return None


def _counts(tables: dict[str, pl.DataFrame], held: pl.DataFrame) -> dict[str, Any]:
    standing = tables["findings"].filter(pl.col("change").fill_null("new") != "fixed")
    return {
        **{name: table.height for name, table in tables.items() if name != "findings"},
        "findings": standing.height,
        "held_rows": int(held["held"].sum()),
        "by_severity": dict(standing.group_by("severity").len().sort("severity").iter_rows()),
        "by_change": dict(tables["findings"].group_by("change").len().sort("change").iter_rows()),
        "by_verdict": dict(tables["claims"].group_by("verdict").len().sort("verdict").iter_rows()),
        "by_outcome": dict(tables["submissions"].group_by("outcome").len().sort("outcome").iter_rows()),
        "by_attainment": dict(
            tables["indicators"].group_by("attainment").len().sort("attainment").iter_rows()
        ),
    }


def write_all(
    writing: Writing,
    *,
    tables: dict[str, pl.DataFrame],
    past: pl.DataFrame,
    held: pl.DataFrame,
    catalogue: Catalogue,
    settings: Settings,
    expectations: Path,
    seconds: dict[str, float],
    exit_code: int,
    inputs: Path,
    reference_docx: Path | None = None,
) -> None:
    """Write every output of a run into its staging folder; run.json last, as the mark of completeness.

    `past` is HISTORY: what earlier years reported.
    """
    for name, schema in TABLES.items():
        conform(tables[name], schema)
    folder, lang = writing.staging, settings.language
    submissions = tables["submissions"]
    facts = RunFacts(
        run_id=writing.run_id,
        started=writing.started,
        city=settings.city,
        period=settings.phase,
        lang=lang,
        versions=_versions(),
        counts=_counts(tables, held),
        seconds=seconds,
        inputs=dict(submissions.select("file", "sha256").iter_rows()),
        suites=_hashes(expectations),
        outcome="findings" if exit_code else "ok",
        exit_code=exit_code,
    )
    standing = tables["findings"].filter(pl.col("change").fill_null("new") != "fixed")
    built = report.build({**tables, "history": past}, catalogue, settings, facts, lang)
    facts = replace(facts, counts={**facts.counts, "reporting": built.reporting})
    html.write(built, folder)
    html.write_chapter(built, chapter(tables, held), folder)
    data.write(tables, folder / "data")
    consolidated.write(
        tables, folder / "consolidated.xlsx", lang, facts, held=held, inputs=_beside(inputs, folder)
    )
    findings_book.write(standing, folder / "findings.xlsx", lang)
    docx.write(tables, folder / "report.docx", lang, held=held, reference_docx=reference_docx)
    for row in submissions.iter_rows(named=True):
        marked.write_beside(
            inputs / row["file"],
            standing.filter(pl.col("submission") == row["submission"]),
            folder / "returned",
            lang,
        )
    run_json.write(facts, folder / "run.json")
