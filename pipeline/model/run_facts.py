"""What a run says about itself: `run.json`, and the foot of every page and workbook."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The facts of one run. `inputs` and `suites` map a file to its SHA-256; `seconds` a stage to its duration.

    `period` is the phase (`year_end` or `interim`), `started` an ISO time with zone, `outcome` is `ok` when nothing
    blocks and `findings` otherwise.
    """

    run_id: str
    started: str
    city: str = ""
    period: str = "year_end"
    lang: str = "fi"
    versions: dict[str, str] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    suites: dict[str, str] = field(default_factory=dict)
    outcome: str = "ok"
    exit_code: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data, in the order of the fields."""
        return asdict(self)
