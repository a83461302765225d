"""What follows from an empty cell is told under it, and what could not be judged is counted."""

import pytest

from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import Finding
from pipeline.model.places import shipped_expectations
from pipeline.validate.root_cause import under_reading, with_causes

CATALOGUE = Catalogue.load(shipped_expectations())


def finding(rule, role, indicator="i", **more):
    return Finding(rule, submission="s", department="D", indicator_id=indicator, role=role, **more)


EMPTY = finding("COM-01", "actual")
SAME = {"fi": "Summa on 5.", "sv": "Summan är 5.", "en": "The sum is 5."}


@pytest.mark.parametrize(
    ("other", "under"),
    [
        (finding("CON-01", "status"), True),  # needs the actual
        (finding("CON-01", "status", "another"), False),
        (finding("COM-05", "target"), False),  # a cause of its own
        (finding("FMT-02", "actual"), False),  # needs nothing
        (finding("no-such-rule", "actual"), False),
    ],
)
def test_a_finding_that_needs_the_empty_cell_stands_under_it(other, under):
    told = with_causes([EMPTY, other], CATALOGUE)[1]
    assert told.under == (EMPTY.finding_id if under else None)


def test_a_cell_with_an_error_value_is_a_cause_too():
    error = finding("FMT-05", "actual")
    assert with_causes([error, finding("CON-04", "actual")], CATALOGUE)[1].under == error.finding_id


def test_a_crashed_rule_is_no_cause():
    crashed = finding("COM-01", "actual", status="rule_crashed")
    assert with_causes([crashed, finding("CON-01", "status")], CATALOGUE)[1].under is None


def test_what_was_not_judged_is_told_once_a_submission():
    causes = [EMPTY, finding("COM-05", "target"), finding("COM-01", "actual", "j")]
    told = [f for f in with_causes(causes, CATALOGUE) if f.status == "not_judged"]
    assert [(f.rule, f.submission, f.params["count"]) for f in told] == [("RUN-02", "s", 2)]
    assert {"CON-01", "MEA-01"} <= set(told[0].params["rules"])


def test_no_cause_leaves_nothing_unjudged():
    assert [f.status for f in with_causes([finding("CON-01", "status")], CATALOGUE)] == ["failed"]


def test_the_same_sentence_at_a_row_is_told_once():
    twice = [finding(rule, "q", params={"sentence": SAME}) for rule in ("CON-15", "CON-17")]
    assert [f.rule for f in with_causes(twice, CATALOGUE)] == ["CON-15"]
    apart = [finding("CON-15", "q", i, params={"sentence": SAME}) for i in ("i", "j")]
    assert len(with_causes(apart, CATALOGUE)) == 2


@pytest.mark.parametrize(
    ("rule", "ref", "under"),
    [
        ("FMT-05", "A!E9", True),
        ("COM-01", "A!E9", True),
        ("FMT-05", "A!E10", False),  # another cell
        ("CON-01", "A!E9", False),  # no root: it stands under the root already, or for itself
    ],
)
def test_what_follows_from_an_unread_cell_stands_under_what_reading_said(rule, ref, under):
    said = finding("REA-11", "#REF!", ref="A!E9")
    told = under_reading([finding(rule, "actual", ref=ref), said], CATALOGUE)
    assert told[0].under == (said.finding_id if under else None)
    assert told[1].under is None


def test_a_notice_of_reading_is_no_cause():
    said = finding("REA-16", "1)", ref="A!E9")
    assert under_reading([finding("COM-01", "actual", ref="A!E9"), said], CATALOGUE)[0].under is None
