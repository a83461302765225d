"""Identity survives what planners change without meaning it, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.model.finding import Finding
from pipeline.normalise.identity import folded, indicator_id


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Mittari 1. Kävijät", "Kävijät", True),
        ("Kävijät vuonna 2022", "Kävijät vuonna 2023", True),
        ("KÄVIJÄT  museossa.", "Kävijät museossa", True),
        ("Kävijät museossa", "Kävijät kirjastossa", False),
        ("Osuus %", "Osuus", False),
    ],
)
def test_folded(a, b, same):
    assert (folded(a) == folded(b)) is same


def test_twins_are_told_apart():
    first, second = (indicator_id("Liikenne", "Reitit", "Matkat", n) for n in (0, 1))
    assert first != second
    assert first == indicator_id("LIIKENNE", "Reitit.", "Matkat")


def test_finding_id_ignores_moved_rows_but_not_roles():
    here = Finding("CON-01", indicator_id="abc", department="Liikenne", ref="A!E10", role="actual")
    moved = Finding("CON-01", indicator_id="abc", department="Liikenne", ref="A!E12", role="actual")
    other = Finding("CON-01", indicator_id="abc", department="Liikenne", ref="A!E10", role="target")
    assert here.finding_id == moved.finding_id
    assert here.finding_id != other.finding_id
