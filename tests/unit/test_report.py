from __future__ import annotations

import demo_report as demo
import polars as pl
import pytest

from pipeline.write import report as module


@pytest.fixture(scope="module")
def built():
    return demo.report("fi")


def test_both_rates_are_told_of_indicators_and_of_goals(built):
    assert (built.overall.indicators.met, built.overall.indicators.total) == (3, 8)
    assert (built.overall.goals.met, built.overall.goals.total) == (1, 5)


def test_departments_stand_in_the_settings_order_and_the_silent_one_is_missing(built):
    assert [d.name for d in built.departments] == [demo.TRANSIT, demo.GROWTH, demo.JOBS]
    assert built.missing == ("Sivistys",)
    assert built.expected


def test_a_department_is_answered_in_its_own_language(built):
    jobs = built.departments[2]
    assert jobs.lang == "sv"
    assert jobs.cards[0].findings[0].title == "Perioden saknas"
    assert {f.title for f in built.listed if f.rule == "MEA-02"} == {"Ajanjakso puuttuu"}


def test_a_held_row_is_marked_and_a_warned_one_is_not(built):
    held = {c.anchor: c.held for d in built.departments for c in d.cards}
    assert (held["m-a1"], held["m-c1"]) == (True, False)


def test_files_left_aside_say_why(built):
    reasons = {f.file: f.reason for f in built.files if not f.used}
    assert reasons["salattu.xlsx"] == "Tiedosto salattu.xlsx on salattu."
    assert "elinvoima_v2.xlsx" in reasons["elinvoima_v1.xlsx"]


def test_findings_have_one_home_each(built):
    shown = [f.finding_id for d in built.departments for f in d.findings] + [
        f.finding_id for f in built.homeless
    ]
    assert sorted(shown) == sorted(f.finding_id for f in built.listed)
    assert [f.rule for f in built.homeless] == ["INT-03"]
    assert [f.rule for f in built.fixed] == ["COM-01"]
    assert built.changes == {"new": 3, "open": 1, "reopened": 0, "fixed": 1, "explained": 1}


def test_findings_are_counted_by_severity_and_theme_without_the_fixed_ones(built):
    assert built.severities == {"error": 3, "warning": 1, "info": 1}
    assert dict(built.themes)["completeness"] == {"error": 1, "warning": 0, "info": 0}


def test_statements_are_numbered_with_the_cells_first(built):
    card = built.departments[0].cards[0]
    assert [(c.number, c.where, c.verdict) for c in card.claims][:2] == [
        (1, "actual", "inconsistent"),
        (2, "explanation", "inconsistent"),
    ]
    assert "".join(s.text for s in card.explanation) == demo.PROSE
    assert [s.claim for s in card.explanation if s.claim] == [2, 3, 4]


def test_a_rule_nobody_knows_shows_the_text_of_the_table():
    finding = demo.finding("XXX-99", "warning", "a.xlsx", department=demo.TRANSIT, message="Outo.", params={})
    built = module.build(
        demo.tables(findings=[finding]), demo.catalogue(), demo.settings(), demo.facts(), "fi"
    )
    assert built.departments[0].general[0].message == "Outo."
    assert built.themes == (("XXX", {"error": 0, "warning": 1, "info": 0}),)


def test_params_that_are_no_json_do_not_stop_a_report():
    finding = {
        **demo.finding("COM-01", "error", "a.xlsx", department=demo.TRANSIT, ref="S!A1"),
        "params": "{",
    }
    built = module.build(
        demo.tables(findings=[finding]), demo.catalogue(), demo.settings(), demo.facts(), "fi"
    )
    assert built.departments[0].general[0].message == "Solussa S!A1 ei ole toteumaa."


def test_a_row_without_a_department_has_a_page_of_its_own():
    row = demo.indicator("z1", demo.TRANSIT, 0) | {"department": None}
    built = module.build(demo.tables(indicators=[row]), demo.catalogue(), demo.settings(), demo.facts(), "en")
    assert built.departments[-1].name == "Department not stated"
    assert len(built.departments[-1].cards) == 1


def test_an_empty_run_is_a_report_too():
    empty = {name: table.clear() for name, table in demo.tables().items()}
    built = module.build(empty, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert (built.overall.indicators.total, built.departments, len(built.missing)) == (0, (), 4)
    assert built.year == 2023


def test_the_tables_are_not_changed():
    tables = demo.tables()
    before = {name: table.clone() for name, table in tables.items()}
    module.build(tables, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert all(isinstance(t, pl.DataFrame) and t.equals(before[name]) for name, t in tables.items())


def test_rules_tell_how_often_they_spoke(built):
    assert {r.code: r.found for r in built.rules}["COM-01"] == 1
    assert next(r for r in built.rules if r.code == "HUM-01").person


@pytest.mark.parametrize(
    ("refs", "shown"),
    [(None, "Mittarit!A16"), ("A16", "Mittarit!A16"), ("A16,A17,A20", "Mittarit!A16–A20")],
)
def test_an_explanation_over_several_cells_tells_the_first_and_the_last(refs, shown):
    row = demo.indicator("a1", demo.TRANSIT, 0, explanation="x", explanation_refs=refs)
    built = module.build(demo.tables(indicators=[row]), demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert built.departments[0].cards[0].explanation_ref == shown


def test_the_register_tells_what_was_not_reported(built):
    assert (built.coverage.reported, built.coverage.total) == (1, 2)
    assert [t.target_id for t in built.departments[0].unreported] == ["T2"]
    assert built.departments[1].unreported == ()


def test_without_register_and_history_there_is_nothing_of_them():
    tables = {name: table for name, table in demo.tables().items() if name not in ("targets", "history")}
    built = module.build(tables, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert built.coverage is None
    assert built.departments[0].cards[0].history == ()


def test_earlier_years_come_in_order_without_the_year_itself(built):
    assert [(y.year, y.attainment) for y in built.departments[0].cards[0].history] == [
        (2021, "met"),
        (2022, "not_met"),
    ]


@pytest.mark.parametrize(
    ("approved", "shown"),
    [(None, ""), ("KERTALIPPUMATKAT.", ""), ("Kertalippumatkat keskustassa", "Kertalippumatkat keskustassa")],
)
def test_the_approved_wording_is_shown_where_it_differs(approved, shown):
    row = demo.indicator("a1", demo.TRANSIT, 0, indicator="Kertalippumatkat", approved_wording=approved)
    built = module.build(demo.tables(indicators=[row]), demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert built.departments[0].cards[0].approved_wording == shown
