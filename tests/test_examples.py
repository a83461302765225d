"""The example city: drawn from its texts, and each of its slips found where docs/example-city.md says."""

from __future__ import annotations

from pathlib import Path

import make_examples
import polars as pl
import pytest

from pipeline.model.clock import Clock
from pipeline.model.settings import Settings
from pipeline.run import Job, check

SLIPS = {
    ("CON-11", "Lauttaliikenne!E10"),
    ("CON-11", "Lauttaliikenne!A16"),
    ("CON-14", "Lauttaliikenne!A16"),
    ("CON-12", "Työllisyyspalvelut!A42"),
    ("PER-08", "Työllisyyspalvelut!A12"),
}


def test_the_workbooks_are_as_drawn() -> None:
    assert make_examples.main(["--check"]) == 0


@pytest.mark.slow
def test_the_five_slips_are_found_and_no_other(root: Path, expectations: Path, clock: Clock) -> None:
    job = Job(expectations, Settings(city="Kuvitteila", report_year=2023, settle_seconds=0), clock)
    found = check(sorted((root / "inputs").glob("*.xlsx")), job).tables["findings"]
    arithmetic = found.filter(pl.col("rule").is_in(["PER-08", *(f"CON-{n}" for n in range(11, 24))]))
    assert set(arithmetic.select("rule", "ref").iter_rows()) == SLIPS
