"""The order of the stages: the one file that knows it.

inputs ─ intake ─ read ─ normalise ─ validate ─ consolidate ─ write ─► outputs/<run-id>/
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.consolidate import compare, explain, history, hold
from pipeline.consolidate import findings as finding_rows
from pipeline.intake import gather, gather_files, supersede
from pipeline.model import tables
from pipeline.model.catalogue import Catalogue
from pipeline.model.clock import Clock
from pipeline.model.errors import SettingsError
from pipeline.model.finding import Finding
from pipeline.model.raw import RawBook
from pipeline.model.settings import Settings
from pipeline.model.submission import Submission
from pipeline.normalise.build import build, check_settings
from pipeline.read.worker import Unread, read_books
from pipeline.validate import preload, validate
from pipeline.validate.root_cause import under_reading
from pipeline.write.outputs import Writing, write_all

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, of)."""


def silent(_stage: str, _done: int, _of: int) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run works on; made by the command line."""

    expectations: Path
    settings: Settings
    clock: Clock
    progress: Progress = silent


@dataclass(slots=True)
class Examined:
    """The five tables of some workbooks, and the facts that outputs print."""

    tables: dict[str, pl.DataFrame]
    held: pl.DataFrame
    submissions: list[Submission]
    catalogue: Catalogue
    seconds: dict[str, float] = field(default_factory=dict)
    explanations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """1 when an error stands, else 0."""
        errors = self.tables["findings"].filter(
            (pl.col("severity") == "error") & (pl.col("change").fill_null("new") != "fixed")
        )
        return 1 if errors.height else 0


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - start, 3)


def _take_facts(submission: Submission, book: RawBook, settings: Settings) -> None:
    """The workbook's own word goes before the file name's."""
    submission.format = book.format or submission.format
    submission.department = book.department or submission.department
    submission.unit = book.unit or submission.unit
    submission.report_year = book.report_year or submission.report_year or settings.report_year
    submission.period = book.period or submission.period or settings.phase
    submission.template_version = book.template_version
    submission.sheets = len(book.sheets)
    submission.indicators = len(book.indicators)


def _read(
    submissions: Sequence[Submission], job: Job, found: list[Finding]
) -> list[tuple[Submission, RawBook]]:
    books = []
    waiting = [s for s in submissions if s.outcome == "accepted"]
    done = 0

    def tell(_submission: Submission) -> None:
        nonlocal done
        done += 1
        job.progress("read", done, len(waiting))

    for submission, result in read_books(waiting, job.settings, job.expectations, on_done=tell):
        if isinstance(result, Unread):
            submission.outcome = "unreadable"
            submission.reason = result.rule
            found.append(
                Finding(
                    result.rule,
                    submission=submission.submission,
                    ref=result.params.get("cell"),
                    department=submission.department,
                    params=result.params,
                )
            )
            continue
        if result.only_explanations:
            submission.outcome, submission.reason = "ignored", "INT-21"
            count = len(result.explanations)
            found.append(Finding("INT-21", submission=submission.submission, params={"observed": count}))
            books.append((submission, result))
            continue
        _take_facts(submission, result, job.settings)
        found.extend(finding_rows.from_observations(submission, result))
        books.append((submission, result))
    return books


def examine(
    submissions: list[Submission],
    found: list[Finding],
    job: Job,
    seconds: dict[str, float],
    past: pl.DataFrame | None = None,
) -> Examined:
    """Read, normalise, validate and consolidate; nothing is written. Bad data become findings, never errors.

    `past` is HISTORY where all of a city's workbooks are examined; None for a department's own check.
    """
    catalogue = Catalogue.load(job.expectations)
    check_settings(job.expectations)
    preload()
    with _timed(seconds, "read"):
        books = _read(submissions, job, found)
        told = supersede(submissions)
        replaced = {s.submission for s in submissions if s.outcome == "superseded"}
        # what was odd in a file that a newer one replaced need not be mended any more
        found[:] = [f for f in found if f.submission not in replaced or f.rule.startswith("INT-")]
        found.extend(told)
    current = [(s, b) for s, b in books if s.outcome == "accepted"]
    aside = [s for s in submissions if s.outcome != "accepted"]
    job.progress("normalise", 0, 1)
    with _timed(seconds, "normalise"):
        frames = build(current, aside, job.settings, job.expectations)
    job.progress("validate", 0, 1)
    with _timed(seconds, "validate"):
        known = {**frames, "history": tables.frame([], tables.HISTORY) if past is None else past}
        found.extend(validate(known, job.expectations, job.settings, job.clock, complete=past is not None))
    with _timed(seconds, "consolidate"):
        found = under_reading(finding_rows.anchored(found, frames["indicators"]), catalogue)
        by_id = {s.submission: s for s in submissions}
        frames["findings"] = finding_rows.table(found, catalogue, job.settings, by_id)
        held = hold.held_indicators(frames["indicators"], frames["findings"], job.settings)
        frames["submissions"] = hold.with_outcomes(
            frames["submissions"], frames["findings"], held, frames["indicators"]
        )
    explanations = [given for _, book in books for given in book.explanations]
    return Examined(frames, held, submissions, catalogue, seconds, explanations)


def check(files: Sequence[Path], job: Job) -> Examined:
    """One department's own check: the files alone, no folder, nothing written."""
    seconds: dict[str, float] = {}
    submissions, found = gather_files(files, job.settings, job.expectations)
    return examine(submissions, found, job, seconds)


def run(inputs: Path, outputs: Path, job: Job, reference_docx: Path | None = None) -> tuple[Examined, Path]:
    """The nightly job: everything in `inputs` → a new folder in `outputs`, written aside and renamed at the end.

    Raises SettingsError when folders are wrong and LockedError when another run is at work.
    """
    if not inputs.is_dir():
        raise SettingsError(
            f"The inputs folder {inputs} does not exist: create it or name another with --inputs."
        )
    seconds: dict[str, float] = {}
    with Writing.open(outputs, job.clock) as writing:
        job.progress("intake", 0, 1)
        with _timed(seconds, "intake"):
            submissions, found = gather(inputs, job.settings, job.expectations)
        past_years = history.load(outputs, writing.run_id)
        examined = examine(submissions, found, job, seconds, past_years)
        earlier = compare.previous_run(outputs, writing.run_id)
        past = compare.load_run(earlier)["findings"] if earlier else None
        changed = compare.with_changes(
            examined.tables["findings"], past, writing.run_id, compare.ever_seen(outputs, writing.run_id)
        )
        given = [*explain.from_earlier(past), *examined.explanations]
        examined.tables["findings"] = explain.apply(changed, given)
        job.progress("write", 0, 1)
        with _timed(seconds, "write"):
            write_all(
                writing,
                tables=examined.tables,
                past=past_years,
                held=examined.held,
                catalogue=examined.catalogue,
                settings=job.settings,
                expectations=job.expectations,
                seconds=seconds,
                exit_code=examined.exit_code,
                inputs=inputs,
                reference_docx=reference_docx,
            )
        return examined, writing.finish()
