"""What settings and clock say of submissions; departments, register and earlier years beside the rows."""

import polars as pl
import pytest

from pipeline.model import tables
from pipeline.model.errors import SettingsError
from pipeline.model.settings import Settings
from pipeline.validate.facts import deadline_of, likeliest, submission_facts
from pipeline.validate.gx.privacy import finnish_control, swedish_control
from pipeline.validate.past import departments_view, targets_view, with_past
from pipeline.validate.words import anywhere, starting, whole
from tests.unit.rule_frames import CLOCK

INDICATORS = tables.frame([], tables.INDICATORS)


def facts(settings, **submission):
    table = tables.frame([{"submission": "s", "outcome": "accepted", **submission}], tables.SUBMISSIONS)
    return submission_facts(table, INDICATORS, settings, CLOCK, complete=True).row(0, named=True)


@pytest.mark.parametrize(
    ("deadline", "received", "late"),
    [
        ("2024-02-01", "2024-02-01T23:59:00+02:00", False),  # a date lasts to its end
        ("2024-02-01", "2024-02-02T00:00:00+02:00", True),
        ("2024-02-01T16:00", "2024-02-01T16:00:00+02:00", False),
        ("2024-02-01T16:00", "2024-02-01T14:30:00+00:00", True),  # 16.30 in the city
        ("2024-02-01T16:00", "2024-02-01T17:00:00", True),  # no zone: the city's
        (None, "2024-02-01T16:00:00+02:00", None),
        ("2024-02-01", None, None),
        ("2024-02-01", "yesterday", None),
    ],
)
def test_late(deadline, received, late):
    assert facts(Settings(deadline=deadline), received_at=received)["late"] is late


@pytest.mark.parametrize(
    ("settings", "says"),
    [(Settings(deadline="1.2.2024"), "deadline '1.2.2024'"), (Settings(deadline="2024-02-01", time_zone="Europe/Nowhere"), "time_zone")],
)  # fmt: skip
def test_a_broken_deadline_or_zone_is_named(settings, says):
    with pytest.raises(SettingsError, match=says):
        deadline_of(settings)


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Puistopalvelu", ("Puistopalvelut", "Satama"), "Puistopalvelut"),
        ("PUISTOPALVELUT", ("Puistopalvelut",), "Puistopalvelut"),
        ("Kirjasto", ("Puistopalvelut", "Satama"), None),
        (None, ("Satama",), None),
        ("Satama", (), None),
    ],
)
def test_likeliest_department(name, known, found):
    assert likeliest(name, known) == found


def test_known_department_is_case_blind_and_unjudged_without_a_list():
    assert facts(Settings(departments=("Satama",)), department="SATAMA")["known_department"] is True
    assert facts(Settings(departments=("Satama",)), department="Satamat")["known_department"] is False
    assert facts(Settings(), department="Satama")["known_department"] is None


def submissions(*rows):
    return tables.frame([{"submission": str(n), **r} for n, r in enumerate(rows)], tables.SUBMISSIONS)


def targets(*rows):
    return tables.frame(rows, tables.TARGETS)


def test_departments_are_those_of_settings_and_register_once_each():
    given = submissions(
        {"department": "satama", "outcome": "accepted"}, {"department": "Puistot", "outcome": "unreadable"}
    )
    register = targets(
        {"target_id": "1", "department": "SATAMA"}, {"target_id": "2", "department": "Kirjasto"}
    )
    view = departments_view(register, given, Settings(departments=("Satama", "Puistot")), complete=True)
    assert dict(view.select("department", "workbooks").iter_rows()) == {
        "Satama": 1,
        "Puistot": 0,
        "Kirjasto": 0,
    }


def test_a_target_knows_whether_its_department_answered():
    given = submissions({"department": "Satama", "outcome": "held_back"})
    register = targets(
        {"target_id": "1", "department": "Satama"}, {"target_id": "2", "department": "Puistot"}
    )
    assert targets_view(register, given, complete=True)["department_answered"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("years", "running"),
    [([2022, 2021, 2020], 3), ([2021, 2020], 0), ([2022, 2020], 1), ([], 0), ([2024], 0)],
)
def test_years_running_with_the_same_target_met_and_the_same_actual(years, running):
    rows = pl.DataFrame(
        {
            "indicator_id": ["i"],
            "department": ["D"],
            "report_year": [2023],
            "target_value": [7.0],
            "target_unit": ["piece"],
            "actual_value": [9.0],
            "actual_unit": ["piece"],
        }
    )
    past = tables.frame(
        [{"indicator_id": "i", "report_year": y, "target_value": 7.0, "target_unit": None, "attainment": "met",
          "actual_value": 9.0, "actual_unit": "piece"} for y in years],
        tables.HISTORY,
    )  # fmt: skip
    view = with_past(rows, targets(), past)
    assert view["past_same_met"].to_list() == view["past_same_actual"].to_list() == [running]


def test_last_years_actual_stands_beside_this_years_row():
    rows = pl.DataFrame(
        {
            "indicator_id": ["i", "j"],
            "department": ["D", None],
            "report_year": [2023, 2023],
            "target_value": [7.0, 7.0],
            "target_unit": ["piece", None],
            "actual_value": [9.0, None],
            "actual_unit": [None, None],
        }
    )
    past = tables.frame(
        [{"indicator_id": "i", "report_year": y, "actual_value": float(y)} for y in (2021, 2022)],
        tables.HISTORY,
    )
    assert with_past(rows, targets(), past)["past_actual_value"].to_list() == [2022.0, None]


@pytest.mark.parametrize(
    ("code", "right"), [("010190-900P", True), ("010190-900R", False), ("010190A900P", True)]
)
def test_finnish_control_character(code, right):
    assert finnish_control(code) is right


@pytest.mark.parametrize(
    ("code", "right"), [("19121212-1212", True), ("121212-1212", True), ("121212-1213", False)]
)
def test_swedish_control_digit(code, right):
    assert swedish_control(code) is right


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (starting({"fi": ["viiväst"]}), "Työ VIIVÄSTYI.", True),
        (starting({"fi": ["osin"]}), "kosinta", False),
        (anywhere({"fi": ["osuu"], "sv": ["andel"]}), "kustannusosuus", True),
        (whole({"fi": ["toteutunut"]}), " Toteutunut! ", True),
        (whole({"fi": ["toteutunut"]}), "toteutunut osin", False),
        (starting({}), "x", False),
        (anywhere({"fi": []}), "x", False),
    ],
)
def test_word_lists_as_patterns(pattern, text, found):
    assert pl.Series([text]).str.contains(pattern).to_list() == [found]
