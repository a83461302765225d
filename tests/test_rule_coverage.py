"""Every rule of the catalogue has a failing cell and a near miss in tests/cases; what no file can show is named here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from pipeline.model.catalogue import Catalogue
from pipeline.model.places import shipped_expectations

CASES = Path(__file__).resolve().parent / "cases"
FAILING, NEAR = "findings.csv", "no_findings.csv"

_PERSON = "a person judges it; it never runs"
_MOMENT = "which file is newer rests on moments that a folder in git does not keep: tests/unit/test_intake.py"
_PAST = "it rests on runs of earlier years, which a case does not have: tests/unit/rule_cases.py"
_BOUND = "it rests on the machine's time and memory: tests/unit/test_worker.py"

EXEMPT = {
    **dict.fromkeys(("HUM-01", "HUM-02", "HUM-03", "HUM-04", "HUM-05", "HUM-06"), _PERSON),
    **dict.fromkeys(("INT-16", "INT-20"), _MOMENT),
    **dict.fromkeys(("COM-16", "CON-26", "MEA-07"), _PAST),
    **dict.fromkeys(("REA-30", "REA-31", "REA-32"), _BOUND),
    "INT-18": "rights bind neither root nor a checkout: tests/unit/test_intake.py",
    "REA-29": "the intake refuses such a file first (INT-10)",
    "RUN-01": "a rule that crashes is a fault of ours: tests/unit/test_validate.py",
}
"""Code → why no case shows the rule failing, or where it is tried instead."""

CODES = frozenset(rule.code for rule in Catalogue.load(shipped_expectations()).rules())


def _rows(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(case, row) of all the cases' tables of that name."""
    for file in sorted(CASES.glob(f"*/expected/{name}")):
        with file.open(encoding="utf-8", newline="") as stream:
            yield from ((file.parent.parent.name, row) for row in csv.DictReader(stream))


@cache
def _named(name: str) -> frozenset[str]:
    """Rules that rows name outright; a pattern such as `LAY-*` covers nothing."""
    return CODES & {row["rule"] for _, row in _rows(name)}


@pytest.mark.parametrize("code", sorted(CODES - EXEMPT.keys()))
@pytest.mark.parametrize("name", [FAILING, NEAR])
def test_every_rule_has_a_failing_case_and_a_near_miss(code: str, name: str) -> None:
    assert code in _named(name)


@pytest.mark.parametrize("code", sorted(EXEMPT))
def test_what_is_exempt_is_a_rule_and_not_covered(code: str) -> None:
    assert code in CODES
    assert code not in _named(FAILING) & _named(NEAR), "a case shows it now: take it out of EXEMPT"


@pytest.mark.parametrize("name", [FAILING, NEAR])
def test_cases_name_rules_of_the_catalogue(name: str) -> None:
    unknown = {
        (case, row["rule"])
        for case, row in _rows(name)
        if not any(fnmatchcase(c, row["rule"]) for c in CODES)
    }
    assert not unknown
