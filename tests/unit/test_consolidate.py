"""Held-back rows and the comparison with the previous run."""

from __future__ import annotations

import pytest

from pipeline.consolidate import compare, hold
from pipeline.consolidate import findings as finding_rows
from pipeline.model import tables
from pipeline.model.catalogue import Catalogue
from pipeline.model.finding import Finding
from pipeline.model.settings import Settings


def indicators(*ids):
    return tables.frame([{"indicator_id": i, "submission": "a.xlsx"} for i in ids], tables.INDICATORS)


def findings(*rows):
    names = ("finding_id", "indicator_id", "severity", "status", "change", "since_run", "submission")
    return tables.frame([dict(zip(names, row, strict=False)) for row in rows], tables.FINDINGS)


@pytest.mark.parametrize(
    ("severity", "status", "held"),
    [("error", "failed", True), ("warning", "failed", False), ("error", "not_judged", False)],
)
def test_a_row_is_held_back_by_a_failed_error_only(severity, status, held):
    told = hold.held_indicators(indicators("x", "y"), findings(("f", "x", severity, status)), Settings())
    assert told["held"].to_list() == [held, False]
    assert told["held_by"].to_list() == (["f", None] if held else [None, None])


def test_policy_may_hold_warnings_too():
    settings = Settings(hold_back=("error", "warning"))
    told = hold.held_indicators(indicators("x"), findings(("f", "x", "warning", "failed")), settings)
    assert told["held"].to_list() == [True]


@pytest.mark.parametrize(
    ("bad", "outcome"),
    [((), "accepted"), (("x",), "partly_accepted"), (("x", "y"), "held_back")],
)
def test_outcome_of_a_submission(bad, outcome):
    rows = indicators("x", "y")
    found = findings(*[(f"f{i}", i, "error", "failed", None, None, "a.xlsx") for i in bad])
    submissions = tables.frame([{"submission": "a.xlsx", "outcome": "accepted"}], tables.SUBMISSIONS)
    held = hold.held_indicators(rows, found, Settings())
    assert hold.with_outcomes(submissions, found, held, rows)["outcome"].to_list() == [outcome]


def test_unreadable_stays_unreadable():
    submissions = tables.frame([{"submission": "b.xlsx", "outcome": "unreadable"}], tables.SUBMISSIONS)
    rows = indicators()
    held = hold.held_indicators(rows, findings(), Settings())
    assert hold.with_outcomes(submissions, findings(), held, rows)["outcome"].to_list() == ["unreadable"]


def test_changes_between_runs():
    earlier = findings(
        ("stays", "x", "error", "failed", "new", "r1"),
        ("mended", "x", "error", "failed", "open", "r0"),
        ("gone before", "x", "error", "failed", "fixed", "r0"),
        ("back again", "x", "error", "failed", "fixed", "r0"),
    )
    now = findings(
        ("stays", "x", "error", "failed"),
        ("fresh", "x", "error", "failed"),
        ("back again", "x", "error", "failed"),
    )
    told = compare.with_changes(now, earlier, "r2")
    assert dict(told.select("finding_id", "change").iter_rows()) == {
        "stays": "open", "fresh": "new", "back again": "reopened", "mended": "fixed",
    }  # fmt: skip
    assert dict(told.select("finding_id", "since_run").iter_rows()) == {
        "stays": "r1", "fresh": "r2", "back again": "r2", "mended": "r0",
    }  # fmt: skip


def test_first_run_is_all_new():
    told = compare.with_changes(findings(("f", "x", "error", "failed")), None, "r1")
    assert told["change"].to_list() == ["new"]


@pytest.mark.parametrize(("off", "folded"), [((), True), (("PER-01",), False)])
def test_a_finding_whose_cause_is_switched_off_speaks_for_itself(off, folded, expectations):
    cause = Finding("PER-01", submission="a.xlsx", department="D", indicator_id="x", role="actual")
    follower = Finding(
        "PER-08",
        submission="a.xlsx",
        department="D",
        indicator_id="x",
        under=cause.finding_id,
        params={"sentence": {"fi": "s", "sv": "s", "en": "s"}},
    )
    told = finding_rows.table(
        [f for f in (cause, follower) if f.rule not in off], Catalogue.load(expectations), Settings(), {}
    )
    under = dict(told.select("rule", "under").iter_rows())["PER-08"]
    assert (under is not None) == folded


@pytest.mark.parametrize(
    ("params", "same"),
    [({"figure": {"fi": "16 000"}}, True), ({"base": "113 000"}, False)],
    ids=["how", "what"],
)
def test_how_a_figure_is_written_does_not_end_an_explanation(params, same):
    plain, more = (Finding("CON-14", expected="16000", params=p) for p in ({}, params))
    assert (finding_rows.fingerprint(plain) == finding_rows.fingerprint(more)) is same
