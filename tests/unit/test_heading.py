"""Header cells: which field, year and unit a heading names; which of several columns is taken for a level."""

from __future__ import annotations

import pytest

from pipeline.model.grid import Cell
from pipeline.read.layouts.columns import Column, resolve
from pipeline.read.layouts.heading import parse
from tests.builders import all_labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toteuma", ("actual", "label", None, "")),
        ("Toteuma 2023", ("actual", "label", 2023, "")),
        ("Vuoden 2023 toteuma", ("actual", "label", 2023, "")),
        ("Toteuma 1-6/2023", ("actual", "label", 2023, "")),
        ("Toteuma 30.6.2023", ("actual", "label", 2023, "")),
        ("Toteuma (31.12.2023)", ("actual", "label", 2023, "")),
        ("Toteuma (tammi-kesäkuu) 2023", ("actual", "label", 2023, "")),
        ("2023 (toteuma)", ("actual", "label", 2023, "")),
        ("Toteuma (kpl)", ("actual", "label", None, "kpl")),
        ("Toteuma, M€", ("actual", "label", None, "M€")),
        ("Mittari (yksikkö)", ("indicator", "label", None, "")),
        ("TAVOITE-\nTASO", ("target", "label", None, "")),
        ("\ufeffLa\u0308hto\u0308\u200btaso ", ("baseline", "label", None, "")),
        ("Vuositavoite 2021-2022", ("target", "label", 2022, "")),
        ("Vuositavoite 2023 alkaen", ("target", "label", 2023, "")),
        ("Selvitys toimenpiteen toteutumisesta vuonna 2023", ("explanation", "label", 2023, "")),
        ("Mittari / Indikator", ("indicator", "label", None, "")),
        ("TP 2022", ("", "outturn", 2022, "")),
        ("TA+M 2016", ("", "plan", 2016, "")),
        ("Budget 2023", ("", "plan", 2023, "")),
        ("FY 2022 Projected", ("", "forecast", 2022, "")),
        ("FY 2022 Target", ("target", "label", 2022, "")),
        ("Talousarvio", ("", "plan", None, "")),
        ("TP", None),
        ("2020", ("", "year", 2020, "")),
        ("20,20", None),
        ("12", None),
        ("Yhteensä", None),
        ("Määritelmä", None),
        ("Tavoitteena on, että toteuma kasvaa vuonna 2023", None),
    ],
)
def test_parse(text: str, expected: tuple[str, str, int | None, str] | None) -> None:
    head = parse(text, all_labels())
    assert (head and (head.field, head.kind, head.year, head.unit)) == expected


@pytest.mark.parametrize(
    ("header", "baseline", "target", "actual"),
    [
        ("Mittari|Lähtötaso|Tavoitetaso|Toteuma", "Lähtötaso", "Tavoitetaso", "Toteuma"),
        ("Mittari|TP 2021|TP 2022|TA 2023|TP 2023|TA 2024", "TP 2022", "TA 2023", "TP 2023"),
        ("Mittari|2020|2021", "2020", None, "2021"),
        ("Mittari|Toteuma 2022|Tavoite 2023|Toteuma 2023|Tavoite 2024", "Toteuma 2022", "Tavoite 2023", "Toteuma 2023"),
        ("Tavoite|Mittari|2021|2022|2023|Tavoite 2023", "2022", "Tavoite 2023", "2023"),
        ("Mittari|Tavoite 2023|2021|2022|2023|2024", "2022", "Tavoite 2023", "2023"),
        ("Mittari|TP 2022|TA 2023|Ennuste 2023", "TP 2022", "TA 2023", "Ennuste 2023"),
        ("Mittari|TP 2022|TA 2023|TP 2023|Ennuste 2024", "TP 2022", "TA 2023", "TP 2023"),
        ("Mittari|Nykytila|Lähtötaso|Tavoitetaso|Toteuma", "Lähtötaso", "Tavoitetaso", "Toteuma"),
        ("Mål|Indikator|Resultat 2017|Resultat 2018|Målkrav", "Resultat 2017", "Målkrav", "Resultat 2018"),
        ("Measure|FY 2021 Actual|FY 2022 Projected|FY 2023 Estimate", "FY 2021 Actual", "FY 2023 Estimate", "FY 2022 Projected"),
    ],
)  # fmt: skip
def test_resolve(header: str, baseline: str | None, target: str | None, actual: str | None) -> None:
    told = resolve(_columns(header), all_labels().rank)
    got = [told.columns[n].cell.text if n in told.columns else None for n in ("baseline", "target", "actual")]
    assert got == [baseline, target, actual]
    assert not told.conflict


@pytest.mark.parametrize(
    ("header", "twins"),
    [
        ("Mittari|Tavoitetaso|Toteuma|Toteuma", ["Toteuma", "Toteuma"]),
        ("Mittari|Tavoitetaso|Toteuma 2023|TOTEUMA 2023", ["Toteuma 2023", "TOTEUMA 2023"]),
        ("Mittari|Tavoitetaso|Toteuma|Toteuma (%)", []),
        ("Mittari|Tavoitetaso|Toteuma|Selite|Selite", []),
    ],
)
def test_twins(header: str, twins: list[str]) -> None:
    assert [c.cell.text for c in resolve(_columns(header), all_labels().rank).conflict] == twins


def _columns(header: str) -> list[Column]:
    labels = all_labels()
    cells = [Cell(1, n, text) for n, text in enumerate(header.split("|"), 1)]
    return [Column(c.col, head, c) for c in cells if (head := parse(c.text, labels))]
