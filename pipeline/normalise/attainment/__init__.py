"""Attainment: was the target met, and by which reasoning. `met`, `partly`, `not_met` or `not_assessable`."""

from pipeline.normalise.attainment.case import Judgement
from pipeline.normalise.attainment.conditions import mixed_conditions
from pipeline.normalise.attainment.judge import judge
from pipeline.normalise.attainment.words import Words, load

__all__ = ["Judgement", "Words", "judge", "load", "mixed_conditions"]
