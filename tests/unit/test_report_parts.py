from __future__ import annotations

import pytest

from pipeline.model.tables import VALUES
from pipeline.write.i18n import translator
from pipeline.write.report.files import safe_name
from pipeline.write.report.findings import roots_first
from pipeline.write.report.levels import chart
from pipeline.write.report.model import FindingView
from pipeline.write.report.prose import segments
from pipeline.write.report.reading import readings, span
from pipeline.write.report.tally import focus_groups, goal_attainment, goals, nicest, tally

FI = translator("fi")
NB = "\u00a0"


@pytest.mark.parametrize(
    ("found", "all_needed", "goal"),
    [
        (["met", "met"], True, "met"),
        (["met", "not_met"], True, "not_met"),
        (["met", "partly"], True, "not_met"),
        (["met", "not_assessable"], True, "not_assessable"),
        (["not_met", "not_assessable"], True, "not_met"),
        (["met", "met", "not_met"], False, "met"),
        (["met", "not_met"], False, "not_met"),
        (["met", "not_assessable"], False, "not_assessable"),
        (["not_met", "not_met", "not_assessable"], False, "not_met"),
    ],
)
def test_a_goal_from_its_indicators(found, all_needed, goal):
    assert goal_attainment(found, all_needed=all_needed) == goal


def _row(focus, goal, attainment="met"):
    return {"focus_area": focus, "goal": goal, "attainment": attainment}


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([_row("A", "Työtä kaikille"), _row("a", "TYÖTÄ KAIKILLE")], 1),
        ([_row("A", "Työtä kaikille"), _row("B", "Työtä kaikille")], 2),
        ([_row("A", "Työtä kaikille"), _row("A", "Työtä nuorille")], 2),
        ([_row("A", None), _row("A", "")], 0),
    ],
)
def test_goals_are_one_when_only_the_case_differs(rows, total):
    assert goals(rows, all_needed=True).total == total


def test_a_tally_knows_its_share_and_counts_the_unknown_as_not_assessable():
    counted = tally(["met", "met", "not_met", None, "odd"])
    assert (counted.met, counted.not_assessable, counted.total, counted.met_pct) == (2, 2, 5, 40)
    assert tally([]).met_pct is None


def test_focus_areas_keep_their_order_and_the_nameless_come_last():
    rows = [_row("Kasvava", "x"), _row(None, "y"), _row("Osaava", "z"), _row("KASVAVA", "w")]
    assert [(g.name, g.indicators.total) for g in focus_groups(rows, "–", all_needed=True)] == [
        ("Kasvava", 2),
        ("Osaava", 1),
        ("–", 1),
    ]


@pytest.mark.parametrize(
    ("names", "nice"), [(["KASVAVA", "Kasvava"], "Kasvava"), (["KASVAVA"], "KASVAVA"), ([], "")]
)
def test_the_nicest_wording(names, nice):
    assert nicest(names) == nice


def _value(**more):
    return dict.fromkeys(VALUES) | {"kind": "quantity", "item": 0} | more


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([_value(value=135000.0, change_pct=13.0, unit="trip")], [f"135{NB}000{NB}matkaa, muutos +13{NB}%"]),
        ([_value(value=1.0, unit="trip")], [f"1{NB}matka"]),
        ([_value(value=63.0, unit="piece", unit_text="kpl", share_pct=48.0)], [f"63{NB}kpl, osuus 48{NB}%"]),
        ([_value(value=12400.0, unit="piece", unit_text="lån")], [f"12{NB}400{NB}lån"]),
        ([_value(value=1.0, unit="piece")], ["1"]),
        ([_value(value=2e6, unit="person", unit_text="milj. asukasta", scale=1e6)], [f"2{NB}000{NB}000{NB}henkilöä"]),
        ([_value(value=30.0, unit="day", unit_text="dagar")], [f"30{NB}päivää"]),
        ([_value(value=48.0, unit="percent", share_pct=48.0)], [f"48{NB}%"]),
        ([_value(value=30.0, unit="day", comparator="<=")], [f"≤{NB}30{NB}päivää"]),
        ([_value(value=30.0, unit="day", comparator="=")], [f"30{NB}päivää"]),
        ([_value(value=46000.0, approx="about")], [f"noin 46{NB}000"]),
        ([_value(value=2200000.0, unit="EUR", per="year")], [f"2{NB}200{NB}000{NB}€ vuodessa"]),
        ([_value(value=4.3, unit="score")], [f"4,3{NB}pistettä"]),
        ([_value(kind="range", low=10.0, high=12.0, unit="percent")], [f"10–12{NB}%"]),
        ([_value(value=-2.4, unit="percentage_point")], [f"\u22122,4{NB}prosenttiyksikköä"]),
        ([_value(kind="change", change_pct=-2.4)], [f"muutos \u22122,4{NB}%"]),
        ([_value(kind="change", change_pp=1.0)], [f"muutos +1{NB}prosenttiyksikkö"]),
        ([_value(kind="state", cell_state="done")], ["Valmis"]),
        ([_value(kind="relative_target", trend="increase")], ["enemmän kuin ennen"]),
        ([_value(kind="not_available")], ["ei arvoa"]),
        ([_value(kind="compound", value=1.0, label="uusi"), _value(kind="compound", value=2.0, item=1)], ["”uusi”: 1", "2"]),
        ([_value(kind="compound", state="in_progress", label="in_progress", period_start="2023-01-01", period_end="2023-03-31")], ["Käynnissä (1.1.–31.3.2023)"]),
        ([_value(kind="compound", state="done", label="suunnitelma")], ["”suunnitelma”: Valmis"]),
        ([_value(kind="series", value=8.0, label="previous_year")], ["edellinen vuosi: 8"]),
        ([_value(kind="series", value=9.0, label="current", period_start="2023-01-01", period_end="2023-12-31")], ["9 (2023)"]),
        ([_value(kind="nobody knows this")], []),
        ([], []),
    ],
)  # fmt: skip
def test_how_a_reading_is_told(rows, lines):
    assert list(readings(rows, FI)) == lines


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-01-01", "2023-06-30", "1.1.–30.6.2023"),
        ("2022-12-01", "2023-01-31", "1.12.2022–31.1.2023"),
        ("2023-05-05", "2023-05-05", "5.5.2023"),
        ("2023-05-05", None, "5.5.2023"),
        (None, None, ""),
    ],
)
def test_a_period(start, end, shown):
    assert span(start, end, FI) == shown


def test_a_period_in_english_keeps_its_words_apart():
    assert span("2023-01-01", "2023-06-30", translator("en")) == "1 Jan–30 Jun 2023"


NAMES = ("Lähtötaso", "Tavoitetaso", "Toteuma")


def _chart(baseline=None, target=None, actual=None):
    values = {"baseline": baseline, "target": target, "actual": actual}
    return chart({k: v for k, v in values.items() if v}, "met", "Suurempi on parempi", NAMES, FI)


def test_a_chart_tells_its_levels_in_words():
    made = _chart([_value(value=26.0, unit="day")], [_value(value=20.0)], [_value(value=24.0, unit="day")])
    assert made is not None
    assert made.values == (26, 20, 24)
    assert made.labels[1] == f"20{NB}päivää"
    assert (
        made.alt
        == f"Lähtötaso 26{NB}päivää, Tavoitetaso 20{NB}päivää, Toteuma 24{NB}päivää. Suurempi on parempi."
    )


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ([_value(value=20.0, unit="day")], [_value(value=24.0, unit="percent")]),
        ([_value(value=20.0)], [_value(kind="state", cell_state="done")]),
        (
            [_value(kind="compound", value=1.0), _value(kind="compound", value=2.0, item=1)],
            [_value(value=3.0)],
        ),
        ([_value(value=3.0, unit="rank")], [_value(value=2.0, unit="rank")]),
        (None, [_value(value=24.0)]),
    ],
)
def test_what_does_not_compare_has_no_chart(target, actual):
    assert _chart(None, target, actual) is None


def test_zero_is_a_level():
    made = _chart([_value(value=0.0)], [_value(value=1.0)], [_value(value=0.0)])
    assert made is not None
    assert made.values == (0, 1, 0)


def _claim(start, end, verdict="consistent", where="explanation"):
    return {"start": start, "end": end, "verdict": verdict, "where": where}


@pytest.mark.parametrize(
    ("claims", "pieces"),
    [
        ([], [("abcdefghij", 0)]),
        ([_claim(2, 4)], [("ab", 0), ("cd", 1), ("efghij", 0)]),
        ([_claim(0, 10)], [("abcdefghij", 1)]),
        ([_claim(6, 8), _claim(2, 4)], [("ab", 0), ("cd", 2), ("ef", 0), ("gh", 1), ("ij", 0)]),
        ([_claim(0, 6), _claim(2, 4, "inconsistent")], [("ab", 0), ("cd", 2), ("efghij", 0)]),
        ([_claim(2, 4, where="actual")], [("abcdefghij", 0)]),
        ([_claim(8, 99)], [("abcdefghij", 0)]),
        ([_claim(4, 4), _claim(None, None)], [("abcdefghij", 0)]),
    ],
)
def test_prose_is_cut_at_its_statements(claims, pieces):
    assert [(s.text, s.claim) for s in segments("abcdefghij", claims)] == pieces


@pytest.mark.parametrize(
    ("name", "taken", "safe"),
    [
        ("Elinvoima- ja ympäristötoimiala", (), "elinvoima-ja-ymparistotoimiala"),
        ("../../etc/passwd", (), "etc-passwd"),
        ("Sivistys", ("elinvoima",), "sivistys"),
    ],
)
def test_a_page_is_named_after_its_department(name, taken, safe):
    assert safe_name(name, taken) == safe


@pytest.mark.parametrize(("name", "taken"), [("CON", ()), ("???", ()), ("Ä", ("a",)), ("", ())])
def test_a_name_that_will_not_do_gets_a_tail(name, taken):
    made = safe_name(name, taken)
    assert made not in {"con", "", *taken}
    assert made == safe_name(name, taken)


def _view(key, under=""):
    return FindingView(key, "R", "error", "failed", "new", f"title {key}", "", "", under_id=under)


@pytest.mark.parametrize(
    ("findings", "order"),
    [
        ([("a", ""), ("b", "")], [("a", ""), ("b", "")]),
        ([("a", "c"), ("b", ""), ("c", "")], [("b", ""), ("c", ""), ("a", "title c")]),
        ([("a", "elsewhere")], [("a", "")]),
        ([("a", "a")], [("a", "")]),
        ([("a", "b"), ("b", "a"), ("c", "")], [("c", ""), ("b", "title a"), ("a", "title b")]),
    ],
)
def test_a_cause_stands_before_what_follows_from_it(findings, order):
    told = roots_first(_view(*f) for f in findings)
    assert sorted((v.finding_id, v.under) for v in told) == sorted(order)
    if "title a" not in dict(order).values():
        assert [(v.finding_id, v.under) for v in told] == order
