"""Puts the claim families together: a record in, its claims in reading order out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.normalise.claims.averages import mean_claims, per_unit_claims
from pipeline.normalise.claims.cells import cell_claims, cell_direction, cell_shares
from pipeline.normalise.claims.change import change_claims
from pipeline.normalise.claims.claim import Claim
from pipeline.normalise.claims.enumeration import list_claims
from pipeline.normalise.claims.multiple import multiple_claims
from pipeline.normalise.claims.parts import remainder_claims
from pipeline.normalise.claims.period import period_claims
from pipeline.normalise.claims.record import Record, take_apart
from pipeline.normalise.claims.restate import restatement_claims
from pipeline.normalise.claims.share import share_claims
from pipeline.normalise.claims.status import direction_claims, position_claims, status_claims
from pipeline.normalise.claims.sums import sum_claims
from pipeline.normalise.claims.weighted import weighted_claims

FAMILIES: tuple[Callable[[Record], Iterator[Claim]], ...] = (
    cell_claims, cell_shares, cell_direction, change_claims, weighted_claims, multiple_claims, share_claims,
    sum_claims, per_unit_claims, mean_claims, remainder_claims, restatement_claims, list_claims, status_claims, position_claims, direction_claims, period_claims,
)  # fmt: skip
_PLACES = ("indicator", "baseline", "target", "actual", "explanation")


def read_claims(record: Mapping[str, Any], expectations: Path | None = None) -> list[Claim]:
    """Every arithmetic statement of `{indicator: {…}, explanation, lang}` with its verdict, in reading order.

    `expectations` is the folder whose words are used (default: the one in use). Missing keys count as empty; nothing is raised for odd text.
    """
    taken = take_apart(record, expectations)
    found = [claim for family in FAMILIES for claim in family(taken)]
    return sorted(found, key=lambda c: (_PLACES.index(c.where), c.start, c.type))
