"""The table of invented rows: what is wrong is found with its slip, what is right is confirmed, nothing else alarms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.claim_records import record, right, wrong

TABLE: list[dict[str, Any]] = [
    row
    for name in ("claim_table.yaml", "claim_table_blind.yaml", "claim_table_blind_more.yaml")
    for row in yaml.safe_load((Path(__file__).parent.parent / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("row", TABLE, ids=[f"{r['lang']}-{r['text'][:40]}" for r in TABLE])
def test_row(row: dict[str, Any]) -> None:
    cells = tuple(row["cells"])
    asked = record(
        row["lang"], row["indicator"], cells, row["text"], hint=row["hint"], better=row["better"], year=row["year"]
    )  # fmt: skip
    assert [list(found) for found in wrong(asked)] == row["wrong"]
    assert set(row["right"]) <= right(asked)
