"""Statements inside the cells: a signed percentage beside an amount ("135 000 (+13 %)")."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.normalise.claims.claim import Claim, Operand
from pipeline.normalise.claims.compare import change_claim
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import Pair, base_trust, cell
from pipeline.normalise.claims.record import Record, Sentence


def place(record: Record, role: str) -> Sentence:
    """A cell as a sentence."""
    held = record.cells[role]
    return Sentence(held.text, role, 0, held.figures, ())


def _signed(record: Record, role: str) -> Figure | None:
    found = [f for f in record.cells[role].figures if f.sign in ("+", "-") and f.unit in ("percent", "pp")]
    return found[0] if len(found) == 1 else None


def cell_claims(record: Record) -> Iterator[Claim]:
    """Changes written beside the value of a target or actual cell."""
    for role in ("target", "actual"):
        figure, new = _signed(record, role), None
        if figure is None or not figure.paren:
            continue
        amounts = [f for f in record.cells[role].figures if f is not figure and not f.sign and f.end <= figure.start]
        if len(amounts) != 1:
            continue
        new = Operand(role, amounts[0], role)
        base = cell(record, "baseline", percent=amounts[0].unit == "percent")
        pair = Pair(base, new, "baseline", base_trust(record)) if base else None
        yield change_claim(record, place(record, role), figure, pair, -1 if figure.sign == "-" else 1)
