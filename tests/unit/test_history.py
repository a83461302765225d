"""Earlier years: the newest run of each counts, single figures only."""

from __future__ import annotations

from pathlib import Path

from pipeline.consolidate import history
from pipeline.model import tables


def run(outputs: Path, run_id: str, year: int, actual: str, *figures: float) -> None:
    folder = outputs / run_id / "data"
    folder.mkdir(parents=True)
    row = {
        "indicator_id": "i1",
        "report_year": year,
        "target_text": "10",
        "actual_text": actual,
        "attainment": "met",
    }
    tables.frame([row], tables.INDICATORS).write_parquet(folder / "indicators.parquet")
    values = [
        {"indicator_id": "i1", "role": "actual", "value": f, "unit": "piece", "item": n}
        for n, f in enumerate(figures)
    ]
    values.append({"indicator_id": "i1", "role": "target", "value": 10.0, "item": 0})
    tables.frame(values, tables.VALUES).write_parquet(folder / "values.parquet")


def test_the_newest_run_of_each_year(tmp_path: Path) -> None:
    run(tmp_path, "2022-02-01_060000", 2021, "9", 9.0)
    run(tmp_path, "2023-02-01_060000", 2022, "11", 11.0)
    run(tmp_path, "2023-03-01_060000", 2022, "2021: 9; 2022: 12", 9.0, 12.0)
    run(tmp_path, "2024-02-01_060000", 2023, "13", 13.0)
    past = history.load(tmp_path, "2024-02-01_060000")
    assert past.select("report_year", "run_id", "actual_value", "target_value").rows() == [
        (2021, "2022-02-01_060000", 9.0, 10.0),
        (2022, "2023-03-01_060000", None, 10.0),
    ]
    assert dict(past.schema) == dict(tables.HISTORY)


def test_a_first_run_has_no_past(tmp_path: Path) -> None:
    assert history.load(tmp_path, "2024-02-01_060000").height == 0
