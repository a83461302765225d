"""RAW: what a layout recogniser hands on, with the cell of every field. Plain data, JSON-able."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

TEXT_FIELDS = (
    "focus_area", "goal", "deed", "action", "indicator", "baseline", "target", "actual", "status",
    "responsible", "unit_hint", "unit", "department", "source", "measured", "better",
)  # fmt: skip
"""`unit` is the organisational unit; `unit_hint` the unit of measure of a column, header or label."""


@dataclass(slots=True)
class Field:
    """A text with the cell it stands in (address without sheet), and the cell's stored value where it is no text."""

    text: str
    ref: str
    cell: dict[str, Any] | None = None  # {type: n|d|s|e|b, value, number_format} as values.json has it


@dataclass(slots=True)
class RawIndicator:
    """One reported indicator as read, before any number is understood."""

    sheet: str
    fields: dict[str, Field] = field(
        default_factory=dict
    )  # keys of TEXT_FIELDS, absent where the form has none
    number: int | None = None
    explanation: str = ""
    explanation_refs: list[str] = field(default_factory=list)
    explanation_place: str = (
        ""  # the row's own cell for it, where the form has a column: there a missing one is told
    )
    target_kind: str = "operational"  # or financial
    hidden: bool = False
    struck: bool = False
    quirks: list[str] = field(default_factory=list)  # shifted_left, header_label_in_cell, packed_cell, …

    def text(self, name: str) -> str:
        """The field's text, empty where absent."""
        found = self.fields.get(name)
        return found.text if found else ""

    def ref(self, name: str) -> str | None:
        """The field's full address `Sheet!E10`."""
        found = self.fields.get(name)
        return f"{self.sheet}!{found.ref}" if found else None


@dataclass(slots=True)
class RawBook:
    """A workbook as read: facts of its cover, indicators in reading order, and findings as (rule, ref, params)."""

    format: str
    department: str | None = None
    unit: str | None = None
    report_year: int | None = None
    period: str | None = None  # year_end | interim, where the workbook says so
    language: str = "fi"
    sheets: list[dict[str, Any]] = field(default_factory=list)  # {name, role, layout, score, reasons}
    indicators: list[RawIndicator] = field(default_factory=list)
    observations: list[tuple[str, str | None, dict[str, Any]]] = field(default_factory=list)
    template_version: str | None = None
    explanations: list[dict[str, Any]] = field(
        default_factory=list
    )  # warnings explained in our own findings sheet
    only_explanations: bool = False  # a findings.xlsx that came back: nothing else is in it

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists, for the way from the worker process."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> RawBook:
        """The inverse of `as_json`."""
        rows = [
            RawIndicator(**{**row, "fields": {k: Field(**v) for k, v in row["fields"].items()}})
            for row in data["indicators"]
        ]
        notes = [(rule, ref, params) for rule, ref, params in data["observations"]]
        return cls(**{**data, "indicators": rows, "observations": notes})
