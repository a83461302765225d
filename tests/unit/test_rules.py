"""Every rule of the suites: it fails what it must, passes the near miss, and is told in three languages."""

import pytest

from pipeline.model.catalogue import Catalogue
from pipeline.model.places import shipped_expectations
from pipeline.model.rule import placeholders
from pipeline.model.settings import LANGUAGES
from pipeline.validate import validate
from tests.unit import rule_frames
from tests.unit.rule_cases_more import ALL

WITHOUT_ROW = {"SUB-05"}
"""Rules over a whole table: tried in test_validate.py."""
CATALOGUE = Catalogue.load(shipped_expectations())
SUITE_CODES = sorted(r.code for r in CATALOGUE.rules() if r.source.startswith("suites/"))


@pytest.fixture(scope="module")
def findings():
    """All cases judged at once: the cost is per validation, not per row."""
    found = validate(
        rule_frames.frames(ALL),
        shipped_expectations(),
        rule_frames.settings(ALL),
        rule_frames.CLOCK,
        complete=True,
    )
    by_case = {}
    for f in found:
        case = f.submission or f"c{(f.department or 'D').removeprefix('D')}"
        by_case.setdefault((f.rule, case), []).append(f)
    return by_case


@pytest.mark.parametrize(
    "n", range(len(ALL)), ids=[f"{n}-{c.code}-{'fails' if c.fails else 'passes'}" for n, c in enumerate(ALL)]
)
def test_case(n, findings):
    case = ALL[n]
    assert bool(findings.get((case.code, f"c{n}"))) == case.fails, case


@pytest.mark.parametrize("code", [c for c in SUITE_CODES if c not in WITHOUT_ROW])
def test_every_rule_has_a_failing_case_and_a_near_miss(code):
    assert {c.fails for c in ALL if c.code == code} == {True, False}


@pytest.mark.parametrize("code", SUITE_CODES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_fills_its_texts(code, lang, findings):
    """No dash for a value that is missing, no brace left, a full stop at the end."""
    for (rule, _), group in findings.items():
        if rule == code:
            for finding in group:
                title, message, remedy = CATALOGUE.texts(finding, lang)
                assert title
                assert "{" not in message + remedy
                assert {message[-1], remedy[-1]} <= set(".?!”")
                rule_texts = CATALOGUE.rule(code).message[lang] + CATALOGUE.rule(code).remedy[lang]
                told = {"observed": finding.observed, "expected": finding.expected, **finding.params}
                told |= {"department": finding.department, "cell": finding.ref}
                assert all(told.get(name) not in (None, "") for name in placeholders(rule_texts)), (
                    message,
                    told,
                )


@pytest.mark.parametrize("code", SUITE_CODES)
def test_every_finding_of_an_indicator_has_a_cell(code, findings):
    for (rule, _), told in findings.items():
        if rule == code:
            assert all(f.ref for f in told if f.indicator_id), told
