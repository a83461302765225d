"""Every file of the inputs folder as a submission, or as a file left aside with its reason."""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.intake import names
from pipeline.intake.sniff import WORKBOOKS, sniff
from pipeline.model.finding import Finding
from pipeline.model.settings import Settings
from pipeline.model.submission import Submission

REFUSED = {
    "truncated": "INT-03", "empty": "INT-04", "nul": "INT-05", "html": "INT-06", "csv": "INT-07", "text": "INT-07",
    "encrypted": "INT-08", "labelled": "INT-09", "pdf": "INT-10", "document": "INT-10", "zip": "INT-10",
    "other": "INT-10", "xml2003": "INT-11",
}  # fmt: skip
"""Format → the rule that says why it is not read."""
EXCEL_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx", ".xltm"})
_SETTLING = ("truncated", "empty", "nul")
_TRIES = 3


@dataclass(slots=True)
class _Intake:
    """What is being gathered."""

    settings: Settings
    words: names.Words
    ids: dict[str, str]
    submissions: list[Submission] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def tell(self, rule: str, submission: Submission, **params: Any) -> None:
        self.findings.append(
            Finding(rule, submission=submission.submission, department=submission.department, params=params)
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _settled(path: Path, settings: Settings) -> str:
    """The format, after waiting for a file that looks half-copied. One that grows is waited for a few times."""
    found = sniff(path)
    for _ in range(_TRIES):
        if found not in _SETTLING or settings.settle_seconds <= 0:
            break
        before = path.stat().st_size
        time.sleep(settings.settle_seconds)
        grew = path.stat().st_size != before
        found = sniff(path)
        if not grew:
            break
    return found


def _submission(path: Path, shown: str, intake: _Intake) -> Submission:
    told = names.read_name(path.name, intake.words)
    when = datetime.fromtimestamp(path.stat().st_mtime, ZoneInfo(intake.settings.time_zone))
    return Submission(
        submission=intake.ids[shown],
        path=path,
        file=shown,
        bytes=path.stat().st_size,
        received_at=when.isoformat(timespec="seconds"),
        department=told.department,
        report_year=told.year,
        period=told.period,
    )


def _take(path: Path, shown: str, intake: _Intake) -> None:
    submission = _submission(path, shown, intake)
    intake.submissions.append(submission)
    try:
        submission.format = _settled(path, intake.settings)
        submission.sha256 = _sha256(path)
        submission.bytes = path.stat().st_size
    except OSError as error:
        submission.outcome, submission.reason = "unreadable", "INT-18"
        intake.tell("INT-18", submission, observed=error.strerror or type(error).__name__)
        return
    if submission.format in WORKBOOKS:
        if path.suffix.lower() not in (f".{submission.format}", ".xlsm", ".xltx", ".xltm") or (
            submission.format == "xls" and path.suffix.lower() != ".xls"
        ):
            intake.tell("INT-12", submission, observed=path.suffix or "–", expected=f".{submission.format}")
        return
    if path.suffix.lower() not in EXCEL_SUFFIXES and submission.format not in ("encrypted", "labelled"):
        submission.outcome, submission.reason = "ignored", "INT-19"
        intake.tell("INT-19", submission, observed=submission.format)
        return
    rule = REFUSED[submission.format]
    submission.outcome, submission.reason = "unreadable", rule
    intake.tell(rule, submission, observed=submission.format)


def _scrap(path: Path, shown: str, present: Iterable[str], intake: _Intake) -> bool:
    """Take note of lock and temporary files; True when the file is one."""
    owner = names.lock_of(path.name)
    if owner is None and not names.is_scrap(path.name):
        return names.is_ours(path.name)
    submission = Submission(intake.ids[shown], path, shown, bytes=path.stat().st_size)
    submission.outcome, submission.reason = "ignored", "INT-01"
    intake.submissions.append(submission)
    books = [n for n in present if owner and n != path.name and n.endswith(owner) and not names.is_scrap(n)]
    open_book = min(books, key=len, default=None)  # the exact name before one that only ends so
    if open_book:
        submission.reason = "INT-02"
        intake.tell("INT-02", submission, observed=open_book)
    else:
        intake.tell("INT-01", submission)
    return True


def _ids(shown: Iterable[str]) -> dict[str, str]:
    """Path as shown → id: composed letters, and a running number where two names then are one."""
    seen: dict[str, int] = {}
    ids = {}
    for name in shown:
        plain = unicodedata.normalize("NFC", name)
        seen[plain] = seen.get(plain, 0) + 1
        ids[name] = plain if seen[plain] == 1 else f"{plain} [{seen[plain]}]"
    return ids


def _twins(submissions: Sequence[Submission], intake: _Intake) -> None:
    """Names that differ by case or composition only, copies of a file, and the same content twice."""
    by_name: dict[str, Submission] = {}
    by_stem: dict[str, Submission] = {}
    by_content: dict[str, Submission] = {}
    for submission in submissions:
        if submission.outcome not in ("accepted", "unreadable"):
            continue
        by_stem.setdefault(names.plain(names.stem(submission.path.name)), submission)
    for submission in submissions:
        if submission.outcome != "accepted":
            continue
        name = names.plain(submission.file)
        if name in by_name:
            intake.tell("INT-13", submission, observed=submission.file, expected=by_name[name].file)
        by_name.setdefault(name, submission)
        original = names.original_of(submission.path.name, intake.words)
        if original and names.plain(original) in by_stem:
            intake.tell("INT-14", submission, expected=by_stem[names.plain(original)].file)
        first = by_content.setdefault(submission.sha256, submission)
        if first is not submission:
            submission.outcome, submission.reason = "superseded", "INT-15"
            intake.tell("INT-15", submission, expected=first.file)


def _files(inputs: Path) -> list[Path]:
    """All files below, without hidden folders; in one order on every system."""
    found = []
    for folder, folders, files in os.walk(inputs):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "~")))
        found += [Path(folder) / name for name in files]
    return sorted(found, key=lambda p: (names.plain(p.relative_to(inputs).as_posix()), str(p)))


def gather(
    inputs: Path, settings: Settings, expectations: Path | None = None
) -> tuple[list[Submission], list[Finding]]:
    """Everything in `inputs` as submissions in a stable order, with findings about files, never about their content.

    The words of file names are those of `expectations` (default: the folder in use).
    """
    files = {path.relative_to(inputs).as_posix(): path for path in _files(inputs)}
    intake = _Intake(settings, names.words(expectations), ids=_ids(files))
    present: dict[Path, list[str]] = {}
    for path in files.values():
        present.setdefault(path.parent, []).append(path.name)
    for shown, path in files.items():
        if not _scrap(path, shown, present[path.parent], intake):
            _take(path, shown, intake)
    _twins(intake.submissions, intake)
    return intake.submissions, intake.findings


def gather_files(
    files: Sequence[Path], settings: Settings, expectations: Path | None = None
) -> tuple[list[Submission], list[Finding]]:
    """Single files for a department's own check; their folder is looked at for locks and twins of the name only."""
    names_shown = {
        (path.name if [f.name for f in files].count(path.name) == 1 else str(path)): path for path in files
    }
    intake = _Intake(settings, names.words(expectations), ids=_ids(names_shown))
    for shown, path in names_shown.items():
        siblings = [p.name for p in path.parent.iterdir() if p.name != path.name]
        if names.lock_of(path.name) is not None or names.is_scrap(path.name):
            _scrap(path, shown, siblings, intake)
            continue
        _take(path, shown, intake)
        submission = intake.submissions[-1]
        twin = next((n for n in sorted(siblings) if names.plain(n) == names.plain(path.name)), None)
        if twin:
            intake.tell("INT-13", submission, observed=path.name, expected=twin)
        if any((owner := names.lock_of(n)) and path.name.endswith(owner) for n in siblings):
            intake.tell("INT-02", submission, observed=path.name)
    return intake.submissions, intake.findings
