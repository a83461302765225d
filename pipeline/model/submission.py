"""A submission: one file of `inputs/`, as intake leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal[
    "accepted",
    "accepted_with_findings",
    "partly_accepted",
    "held_back",
    "unreadable",
    "superseded",
    "ignored",
]


@dataclass(slots=True)
class Submission:
    """One file. `submission` is the id: the file's name made unique and stable within the folder."""

    submission: str
    path: Path
    file: str  # relative to inputs/, as shown to people
    bytes: int = 0
    sha256: str = ""
    format: str = ""
    received_at: str = ""  # ISO, from the file's modification time, in the city's time zone
    department: str | None = None
    unit: str | None = None
    report_year: int | None = None
    period: str | None = None
    template_version: str | None = None
    sheets: int = 0
    indicators: int = 0
    outcome: Outcome = "accepted"
    reason: str = ""
