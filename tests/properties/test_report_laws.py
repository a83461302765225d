from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lx

from pipeline.write.html.render import page
from pipeline.write.i18n import translator
from pipeline.write.report.files import safe_name
from pipeline.write.report.model import ATTAINMENTS
from pipeline.write.report.prose import segments
from pipeline.write.report.tally import goals, tally

VERDICTS = ("consistent", "inconsistent")
SPANS = st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(VERDICTS)))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "focus_area": st.sampled_from("AB"),
            "goal": st.sampled_from("xyz"),
            "attainment": st.sampled_from(ATTAINMENTS),
        }
    )
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=25), SPANS)
def test_segments_give_the_text_back_whatever_the_claims(text, spans):
    claims = [{"start": a, "end": b, "verdict": v, "where": "explanation"} for a, b, v in spans]
    cut = segments(text, claims)
    assert "".join(s.text for s in cut) == text
    assert all(s.text for s in cut)


@settings(deadline=None)  # a busy machine is no fault
@given(ROWS)
def test_more_goals_are_met_when_not_all_indicators_are_needed(rows):
    strict, lenient = goals(rows, all_needed=True), goals(rows, all_needed=False)
    assert strict.total == lenient.total <= len(rows)
    assert strict.met <= lenient.met


@settings(deadline=None)  # a busy machine is no fault
@given(ROWS)
def test_all_indicators_met_means_all_goals_met(rows):
    met = [{**row, "attainment": "met"} for row in rows]
    assert goals(met, all_needed=True).met == goals(met, all_needed=True).total
    assert tally(r["attainment"] for r in met).met == len(rows)


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=90), st.sets(st.sampled_from(("a", "x", "elinvoima"))))
def test_a_page_name_is_safe_on_every_system(name, taken):
    made = safe_name(name, taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 70
    assert made not in taken


@settings(deadline=None)  # a busy machine is no fault
@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_number_shown_in_english_reads_back(value):
    shown = translator("en").number(value)
    read = float(shown.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert abs(read - value) <= 0.00051 + abs(value) * 1e-12


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=60))
def test_any_text_stays_one_text_on_a_page(text):
    written = page(
        "outputs.html",
        "fi",
        runs=[],
        chart=None,
        answered_chart=None,
        on_time_chart=None,
        city=text,
        links=[],
    )
    parsed = lx.fromstring(written)
    assert len(parsed.xpath("//script")) == 1
    assert len(parsed.find_class("city")) == 1
