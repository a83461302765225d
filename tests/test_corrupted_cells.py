"""A clean report, corrupted one cell at a time: each corruption is found at its cell, and nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pipeline.model.settings import Settings
from pipeline.run import Job, run

pytestmark = pytest.mark.slow

HEADER = [
    "Painopiste",
    "Tavoite",
    "Teko",
    "Toimenpide",
    "Mittari",
    "Lähtötaso",
    "Tavoitetaso",
    "Toteuma",
    "Selvitys",
]
ROWS = [
    ["Toimiva arki", "Joukkoliikenne vetää", "Tiheä verkko", "Vuoroja lisätään", "Matkojen määrä kasvaa",
     "100 000 matkaa", "110 000 matkaa", "120 000 matkaa (+20 %)",
     "Matkoja tehtiin 120 000 eli 20 % enemmän kuin lähtötasolla. Tavoite ylittyi 10 000 matkalla."],
    ["Toimiva arki", "Luvat joutuvat", "Sujuva käsittely", "Työvaiheita karsitaan", "Käsittelyaika lyhenee",
     "30 pv", "20 pv", "18 pv", "Käsittelyaika lyheni 12 päivää, kun hakemukset siirtyivät sähköiseen palveluun."],
    ["Toimiva arki", "Asiointi verkossa", "Uudet palvelut", "Palvelu avataan", "Sähköinen palvelu on käytössä",
     "Ei käytössä", "Käytössä", "Käytössä", "Palvelu avattiin asukkaille huhtikuussa suunnitelman mukaisesti."],
    ["Osaava väki", "Osaaminen kasvaa", "Koulutus", "Kursseja järjestetään", "Koulutettujen osuus henkilöstöstä",
     "40 %", "50 %", "52 %", "Osuus nousi 12 prosenttiyksikköä lähtötasosta, kun koulutukset siirtyivät verkkoon."],
    ["Osaava väki", "Nuoret töihin", "Ohjaus", "Ohjaajia palkataan", "Uusien asiakkaiden määrä tammi-kesäkuussa",
     "50 hlö (1-6/2022)", "60 hlö (1-6/2023)", "75 hlö (1-6/2023)",
     "Asiakkaista 45 tuli kouluista ja 30 työpajoilta, yhteensä 75 henkilöä."],
]  # fmt: skip
ROLES = {"F": "baseline", "G": "target", "H": "actual"}
BROKEN = "broken"
STRUCK = "struck"
DATE = "date"


@dataclass(frozen=True)
class Corruption:
    """What is put into which cell."""

    cell: str
    text: str


def _corruptions() -> list[Corruption]:
    found = []
    for row in range(2, len(ROWS) + 2):
        for column in ROLES:
            found += [Corruption(f"{column}{row}", text) for text in ("", "–", "#REF!")]
        found += [Corruption(f"H{row}", text) for text in ("ei tiedossa", BROKEN, STRUCK, DATE)]
        found.append(Corruption(f"E{row}", ""))
    found += [
        Corruption("H2", "120 000 matkaa (+30 %)"),
        Corruption("H2", "120 000 matkaa (+9 %)"),
        Corruption("I2", "Matkoja tehtiin 120 000 eli 45 % enemmän kuin lähtötasolla. Tavoite ylittyi 10 000 matkalla."),
        Corruption("I2", "Matkoja tehtiin 120 000 eli 20 % enemmän kuin lähtötasolla. Tavoite ylittyi 25 000 matkalla."),
        Corruption("I2", "Matkoja tehtiin 150 000. Tavoite ylittyi 10 000 matkalla."),
        Corruption("I3", "Käsittelyaika lyheni 21 päivää, kun hakemukset siirtyivät sähköiseen palveluun."),
        Corruption("I3", "Käsittelyaika lyheni 12 päivää. Lisätietoja: aino.esimerkki@kuvitteila.fi, hän kertoo lisää."),
        Corruption("H3", "18 %"),
        Corruption("H3", "18 pv pv"),
        Corruption("I5", "Osuus nousi 22 prosenttiyksikköä lähtötasosta, kun koulutukset siirtyivät verkkoon."),
        Corruption("H6", "75 hlö"),
        Corruption("H6", "75 hlö (1-7/2023)"),
        Corruption("I6", "Asiakkaista 45 tuli kouluista ja 30 työpajoilta, yhteensä 85 henkilöä."),
    ]  # fmt: skip
    return found


def _write(path: Path, corruption: Corruption | None) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Seuranta"
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row)
    if corruption is not None:
        cell = sheet[corruption.cell]
        if corruption.text == BROKEN:
            cell.value = "=A1&A2"  # written without a saved result
        elif corruption.text == STRUCK:
            cell.value = CellRichText(TextBlock(InlineFont(strike=True), "999 "), str(cell.value))
        elif corruption.text == DATE:
            cell.value, cell.number_format = 45108, "d-mmm"
        elif corruption.text == "#REF!":
            cell.value, cell.data_type = "#REF!", "e"
        else:
            cell.value = corruption.text or None
    book.save(path)


def test_each_corruption_is_found_at_its_cell(tmp_path, expectations, clock):
    cases = _corruptions()
    assert len(cases) >= 50
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    _write(inputs / "Puhdas 2023.xlsx", None)
    names = {}
    for n, case in enumerate(cases):
        name = f"Osasto {chr(65 + n // 26)}{chr(65 + n % 26)}x 2023.xlsx"
        names[name] = case
        _write(inputs / name, case)
    settings = Settings(city="Kuvitteila", report_year=2023, settle_seconds=0)
    examined, _ = run(inputs, tmp_path / "outputs", Job(expectations, settings, clock))
    findings = examined.tables["findings"].filter(pl.col("status") == "failed")
    assert findings.filter(pl.col("submission") == "Puhdas 2023.xlsx").to_dicts() == []
    missed, elsewhere = [], []
    for name, case in names.items():
        own = findings.filter(pl.col("submission") == name)
        at = own.filter(pl.col("ref") == f"Seuranta!{case.cell}")
        if not at.height:
            missed.append((case, own["rule"].to_list()))
        rest = own.filter((pl.col("ref") != f"Seuranta!{case.cell}") & pl.col("under").is_null())
        elsewhere += [(case, r["rule"], r["ref"], r["message"]) for r in rest.to_dicts()]
    assert len(missed) <= 0.05 * len(cases), missed
    assert elsewhere == []
