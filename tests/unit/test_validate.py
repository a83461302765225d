"""The stage as a whole: one validation a table, crashes told, nothing lost, nothing sent."""

import json
import os

import polars as pl
import pytest

from pipeline.model import tables
from pipeline.model.catalogue import Catalogue
from pipeline.model.errors import SettingsError
from pipeline.model.settings import Settings
from pipeline.validate import validate
from tests.unit import rule_frames
from tests.unit.rule_frames import Case

TEXT = {"fi": "Teksti.", "sv": "Text.", "en": "Text."}
EMPTY = {name: tables.frame([], schema) for name, schema in tables.TABLES.items() if name != "findings"}


def entry(kind, kwargs, code="TST-01", **meta):
    texts = dict.fromkeys(("title", "why", "message", "remedy"), TEXT)
    return {
        "type": kind,
        "kwargs": kwargs,
        "meta": {"code": code, "theme": "run", "severity": "warning", **texts, **meta},
    }


@pytest.fixture
def folder(tmp_path):
    """A folder of expectations with suites of the test's own; `write(table, *entries)` fills it."""

    def write(table, *entries, name="own"):
        (tmp_path / "suites").mkdir(exist_ok=True)
        suite = {"name": name, "meta": {"table": table}, "expectations": list(entries)}
        (tmp_path / "suites" / f"{name}.json").write_text(json.dumps(suite), encoding="utf-8")
        return tmp_path

    return write


def rows(*changes):
    return rule_frames.frames([Case("", fails=False, why="", row=c) for c in changes])


def judge(found_in, folder, settings=None):
    return validate(found_in, folder, settings or Settings(report_year=2023), rule_frames.CLOCK)


def test_empty_tables_crash_no_rule_and_are_told(expectations):
    found = judge(EMPTY, expectations)
    assert [(f.rule, f.status, f.observed) for f in found] == [("SUB-05", "failed", "0")]


def test_rows_of_nothing_but_nulls_crash_no_rule(expectations):
    bare = {
        "submissions": tables.frame([{"submission": "s"}], tables.SUBMISSIONS),
        "indicators": tables.frame([{"indicator_id": "i", "submission": "s"}], tables.INDICATORS),
        "values": tables.frame([{"value_id": "v", "indicator_id": "i"}], tables.VALUES),
        "claims": tables.frame([{"claim_id": "c", "indicator_id": "i"}], tables.CLAIMS),
        "targets": tables.frame([{"target_id": "t"}], tables.TARGETS),
        "history": tables.frame([{"indicator_id": "i"}], tables.HISTORY),
    }
    assert not [f for f in judge(bare, expectations) if f.status == "rule_crashed"]


def test_a_healthy_row_has_no_findings_and_tables_stay_as_they_were(expectations):
    given = rows({})
    before = {name: frame.clone() for name, frame in given.items()}
    assert judge(given, expectations) == []
    assert all(before[name].equals(given[name]) for name in given)


def test_all_failing_rows_are_told_beyond_the_librarys_short_lists(folder):
    many = rows(*[{"indicator": None if n % 2 else "x"} for n in range(700)])
    own = folder(
        "indicators", entry("expect_cell_filled", {"column": "indicator"}, ref="row_ref", role="indicator")
    )
    found = judge(many, own)
    assert len(found) == 350
    assert {f.submission for f in found} == {f"c{n}" for n in range(1, 700, 2)}


@pytest.mark.parametrize(
    ("kind", "kwargs", "hits"),
    [
        ("expect_column_values_to_not_be_null", {"column": "explanation"}, {"c1"}),
        ("expect_column_value_lengths_to_be_between", {"column": "explanation", "min_value": 10}, {"c2"}),
        ("expect_column_values_to_be_in_set", {"column": "language", "value_set": ["fi", "sv"]}, {"c3"}),
        ("expect_column_values_to_be_unique", {"column": "number"}, {"c1", "c2"}),
        ("expect_column_values_to_be_between", {"column": "report_year", "min_value": 2023}, {"c3"}),
        (
            "expect_column_pair_values_to_be_equal",
            {"column_A": "number", "column_B": "order", "ignore_row_if": "either_value_is_missing"},
            {"c1", "c2"},
        ),
        ("expect_column_values_to_not_be_null", {"column": "explanation", "mostly": 0.5}, set()),
    ],
)
def test_the_librarys_own_types_work_on_rows(folder, kind, kwargs, hits):
    given = rows(
        {"number": None},
        {"explanation": None, "number": 4},
        {"explanation": "lyhyt", "number": 4},
        {"language": "nb", "report_year": 2022, "number": 0},
    )
    assert {f.submission for f in judge(given, folder("indicators", entry(kind, kwargs)))} == hits


def test_a_rule_that_raises_is_told_and_the_others_go_on(folder):
    own = folder(
        "indicators",
        entry("expect_cell_filled", {"column": "indicator", "form_field": "no_such"}, "TST-01"),
        entry("expect_cell_filled", {"column": "no_such_column"}, "TST-02"),
        entry("expect_column_values_to_match_regex", {"column": "indicator", "regex": "("}, "TST-03"),
        entry("expect_cell_filled", {"column": "indicator"}, "TST-04"),
    )
    found = judge(rows({"indicator": None}, {}), own)
    assert [(f.rule, f.status) for f in found] == [
        ("TST-01", "rule_crashed"),
        ("TST-02", "rule_crashed"),
        ("TST-03", "rule_crashed"),
        ("TST-04", "failed"),
    ]
    assert "no_such_column" in found[1].observed


@pytest.mark.parametrize(
    ("kind", "kwargs", "says"),
    [
        ("expect_cell_fileld", {"column": "indicator"}, ["entry 1", "TST-01", "expect_cell_fileld"]),
        ("expect_cell_filled", {"column": "indicator", "min": 1}, ["TST-01", "'min'", "form_field"]),
        ("expect_miss_explained_at_length", {"column": "explanation", "attainment": [], "min_length": "x"}, ["TST-01", "min_length"]),
        ("expect_miss_explained", {"column": "explanation"}, ["TST-01", "attainment"]),
    ],
)  # fmt: skip
def test_a_broken_entry_stops_before_any_row_and_is_named(folder, kind, kwargs, says):
    with pytest.raises(SettingsError) as error:
        judge(rows({}), folder("indicators", entry(kind, kwargs)))
    assert all(word in str(error.value) for word in ["suites/own.json", *says])


def test_the_overlay_gives_parameters_and_switches_off(folder):
    own = folder(
        "indicators",
        entry("expect_miss_explained_at_length", {"column": "explanation", "attainment": ["not_met"], "min_length": 5}, params=["min_length"]),
        entry("expect_cell_filled", {"column": "goal"}, "TST-02"),
    )  # fmt: skip
    given = rows({"attainment": "not_met", "explanation": "123456", "goal": None})
    assert [f.rule for f in judge(given, own)] == ["TST-02"]
    (own / "overlay.yaml").write_text("TST-01: {parameters: {min_length: 7}}\nTST-02: {off: true}\n")
    found = judge(given, own)
    assert [(f.rule, f.params["min_length"]) for f in found] == [("TST-01", 7)]
    (own / "overlay.yaml").write_text("TST-01: {parameters: {lenght: 7}}\n")
    with pytest.raises(SettingsError, match="lenght"):
        judge(given, own)


def test_a_rule_off_in_a_phase_is_not_run(folder):
    own = folder(
        "indicators",
        entry("expect_cell_filled", {"column": "goal"}, severity={"year_end": "error", "interim": "off"}),
    )
    given = rows({"goal": None})
    assert len(judge(given, own)) == 1
    assert judge(given, own, Settings(phase="interim")) == []


def test_two_suites_of_a_table_and_two_rules_of_a_type_keep_apart(folder):
    folder("indicators", entry("expect_cell_filled", {"column": "goal"}, "TST-01", role="goal"))
    own = folder(
        "indicators",
        entry("expect_cell_filled", {"column": "goal"}, "TST-02", role="other"),
        entry("expect_cell_filled", {"column": "action"}, "TST-03"),
        name="second",
    )
    assert [f.rule for f in judge(rows({"goal": None}), own)] == ["TST-01", "TST-02"]


def test_integers_with_nulls_and_the_word_nan_stay_what_they_are(folder):
    own = folder(
        "indicators", entry("expect_cell_filled", {"column": "goal"}, observed="number", params=["number"])
    )
    found = judge(rows({"goal": None, "number": 3}, {"goal": "nan", "number": None}), own)
    assert [(f.observed, f.params["number"]) for f in found] == [("3", 3)]


def test_nothing_is_sent_and_no_bar_is_shown(expectations, capfd):
    judge(rows({"actual_text": None}), expectations)
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
    out, err = capfd.readouterr()
    assert out + err == ""


def test_results_do_not_hang_on_names_of_files(expectations):
    odd = rule_frames.frames([Case("", fails=False, why="", row={"actual_text": None})])
    odd = {
        name: f.with_columns(submission=pl.lit("a/b {x} ' \"; --.xlsx")) if "submission" in f.columns else f
        for name, f in odd.items()
    }
    assert "COM-01" in {f.rule for f in judge(odd, expectations)}


PLACELESS = {"goal": None, "action": None}
ROW = "Mittarilla ”Avattujen koirapuistojen määrä” ei ole tavoitetta eikä toimenpidettä."
WHOLE = "Yhdelläkään taulukon Mittarit 3 mittarista ei ole tavoitetta eikä toimenpidettä."


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (Case("", fails=True, why="", row=PLACELESS, rows=3), [(None, "Mittarit", WHOLE)]),
        (Case("", fails=True, why="", row=PLACELESS, rows=1), [("c0-0", "Mittarit!E9", ROW)]),
        (Case("", fails=True, why="", later=PLACELESS, rows=3), [("c0-1", "Mittarit!E9", ROW), ("c0-2", "Mittarit!E9", ROW)]),
        (Case("", fails=True, why="", row=PLACELESS, rows=2, later={"sheet": "Muut"}), [("c0-0", "Mittarit!E9", ROW), ("c0-1", "Mittarit!E9", ROW)]),
        # a row that the rule does not judge is none of the sheet's
        (Case("", fails=True, why="", row=PLACELESS, rows=2, later={"indicator": None}), [("c0-0", "Mittarit!E9", ROW)]),
    ],
    ids=["all rows", "the only row", "some rows", "a row a sheet", "one of two that is judged"],
)  # fmt: skip
def test_a_sheet_without_goals_is_told_once(case, told, expectations):
    catalogue = Catalogue.load(expectations)
    found = [f for f in judge(rule_frames.frames([case]), expectations) if f.rule == "COM-12"]
    assert [(f.indicator_id, f.ref, catalogue.texts(f, "fi")[1]) for f in found] == told
    assert {f.params["rows"] for f in found} == ({3} if told[0][0] is None else {None})
