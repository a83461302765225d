"""The claims reader: every arithmetic statement of a cell and of an explanation, recomputed."""

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim
from pipeline.normalise.claims.reader import read_claims

__all__ = ["CONSISTENT", "INCONSISTENT", "NOT_CHECKABLE", "Claim", "read_claims"]
