"""Files sent and pages made: which file of a department was used, which was left aside and why."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.write.report.model import FileView, FindingView

Row = Mapping[str, Any]
LEFT_ASIDE = ("unreadable", "superseded", "ignored")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
_LONGEST = 60


def safe_name(name: str, taken: Iterable[str] = ()) -> str:
    """A file name of a to z, digits and hyphens from any name; unlike every one in `taken`, the same each run."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = _UNSAFE.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if not slug or slug in _DEVICES or slug in set(taken):
        slug = f"{slug or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    return slug


def file_view(row: Row, findings: Sequence[FindingView], page: str) -> FileView:
    """One row of SUBMISSIONS. The reason is the message of the finding that the row names, else its first."""
    used = row["outcome"] not in LEFT_ASIDE
    reason = row["reason"] or ""
    if not used and findings:
        reason = next((f.message for f in findings if f.rule == reason), reason or findings[0].message)
    return FileView(
        file=row["file"] or row["submission"],
        department=row["department"] or "",
        received=row["received_at"] or "",
        sha256=row["sha256"] or "",
        outcome=row["outcome"] or "",
        reason=reason,
        indicators=row["indicators"] or 0,
        used=used,
        page=page,
    )
