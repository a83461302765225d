"""A finding: one problem, with its place. Texts are rendered later, per language, from rule and params."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
Status = Literal["failed", "not_judged", "rule_crashed"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem found by any stage.

    `ref` is an address such as `Joukkoliikenne!E10` (sheet only, or None, where no cell is meant). `role` tells
    two findings of one rule at one indicator apart (`target`, `actual`, a claim's quote). `params` fill the
    placeholders of the rule's message; a value may be a dict of languages {fi, sv, en}. `severity` None means
    the rule's own. `under` is the finding_id of the finding that explains this one (root cause first).
    """

    rule: str
    submission: str | None = None
    ref: str | None = None
    severity: Severity | None = None
    status: Status = "failed"
    department: str | None = None
    indicator_id: str | None = None
    role: str = ""
    observed: str | None = None
    expected: str | None = None
    difference: float | None = None
    params: dict[str, Any] = field(default_factory=dict)
    under: str | None = None

    @property
    def _place(self) -> str | None:
        """A cell by its sheet and what stands in it: rows move. By its address where nothing was seen."""
        sheet, mark, _ = (self.ref or "").rpartition("!")
        seen = self.observed if self.observed is not None else self.params.get("observed")
        return f"{sheet}|{seen}" if mark and isinstance(seen, str) else self.ref

    @property
    def finding_id(self) -> str:
        """Stable between runs: from what is wrong where in meaning, never from a row number."""
        anchor = self.indicator_id or f"{self.submission}|{self._place}"
        parts = (self.department or "", anchor, self.rule, self.role)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
