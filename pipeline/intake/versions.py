"""Which file of a department counts: the newest of its period. Called after reading, when departments are known."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.intake.names import plain
from pipeline.model.finding import Finding
from pipeline.model.submission import Submission


def _key(submission: Submission) -> tuple[str, str, int | None, str]:
    def folded(text: str | None) -> str:
        return " ".join(plain(text or "").split())

    return (
        folded(submission.department),
        folded(submission.unit),
        submission.report_year,
        submission.period or "",
    )


def supersede(submissions: Sequence[Submission]) -> list[Finding]:
    """Mark older files of one department, unit, year and period as superseded, and say which file took their place.

    A file whose department nobody tells is kept beside the others and said so (INT-17): it may be anyone's.
    """
    found: list[Finding] = []
    groups: dict[tuple[str, str, int | None, str], list[Submission]] = {}
    for submission in submissions:
        if submission.outcome != "accepted":
            continue
        if not submission.department:
            found.append(
                Finding("INT-17", submission=submission.submission, params={"observed": submission.file})
            )
            continue
        groups.setdefault(_key(submission), []).append(submission)
    for group in groups.values():
        newest = max(group, key=lambda s: (s.received_at, s.file))
        tied = [s for s in group if s.received_at == newest.received_at and s is not newest]
        for older in group:
            if older is newest:
                continue
            older.outcome = "superseded"
            older.reason = "INT-20" if older in tied else "INT-16"
            found.append(
                Finding(
                    older.reason,
                    submission=older.submission,
                    department=older.department,
                    params={
                        "observed": f"{older.file} ({older.received_at})",
                        "expected": f"{newest.file} ({newest.received_at})",
                    },
                )
            )
    return found
