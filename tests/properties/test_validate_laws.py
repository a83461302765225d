"""Laws of validation: rows are judged for themselves, whatever stands around them and in whatever order."""

import polars as pl
import pytest

from pipeline.model.places import shipped_expectations
from pipeline.validate import validate
from tests.unit import rule_frames
from tests.unit.rule_cases_more import ALL

SAMPLE = [case for case in ALL if case.target is None and not case.past][::4]


def told(frames, cases=SAMPLE):
    found = validate(frames, shipped_expectations(), rule_frames.settings(cases), rule_frames.CLOCK)
    return {(f.rule, f.submission, f.indicator_id, f.ref, f.role, f.observed, f.finding_id) for f in found}


@pytest.fixture(scope="module")
def frames():
    return rule_frames.frames(SAMPLE)


@pytest.fixture(scope="module")
def findings(frames):
    return told(frames)


def test_the_order_of_rows_changes_nothing(frames, findings):
    mixed = {name: frame.sample(fraction=1.0, shuffle=True, seed=7) for name, frame in frames.items()}
    assert told(mixed) == findings


def test_a_submission_is_judged_the_same_alone(frames, findings):
    alone = ["c0", "c7", "c20", "c31"]
    some = {n: f.filter(pl.col("submission").is_in(alone)) if "submission" in f.columns else f for n, f in frames.items()}  # fmt: skip
    assert told(some) == {finding for finding in findings if finding[1] in alone}


def test_twice_the_same_answer(frames, findings):
    assert told(frames) == findings
