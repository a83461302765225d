"""The order of sheets and rows changes no finding's identity: what is open stays open when a row moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drawing import as_bytes, draw

from pipeline.cli.main import main

pytestmark = pytest.mark.slow
HEADER = "Tavoite | Toimenpide | Mittari | Lähtötaso | Tavoitetaso | Toteuma | Selvitys"
SHEETS = {
    "Liikenne": [
        "Liikkuminen sujuu | Kaistoja rakennetaan | Matkojen määrä | 100 | 150 | 120 | Matkat lisääntyivät 30 prosenttia lähtötasosta.",
        "Liikkuminen sujuu | Kaistoja rakennetaan | Ajoissa kulkeneet vuorot | 88, % | 90 % | | Kaista jatkui satamaan.",
        "Liikkuminen sujuu | Pysäkkejä kunnostetaan | Kunnostetut pysäkit | 5 | 7 | 5 | Pysäkkien kaiteet maalattiin keväällä.",
    ],
    "Puistot": [
        "Viihtyisä kaupunki | Puistoja avataan | Avatut puistot | 1.200 | 5 | 3 | Ei ehditty.",
        "Viihtyisä kaupunki | Puistoja avataan | Istutetut puut | uusi mittari | useita | 40 | Puita istutettiin rantaan ja torille.",
        "Viihtyisä kaupunki | Polkuja hoidetaan | Hoidetut polut | 40 km | 50 km | 45 % | Soita 040 123 4567, jos polku on poikki.",
    ],
}


def _findings(folder: Path, drawing: str, capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str]]:
    """finding_id → (rule, what was seen) of the drawn workbook's own check."""
    folder.mkdir()
    file = folder / "Kaupunkitekniikka 2023.xlsx"
    file.write_bytes(as_bytes(draw(drawing)))
    with pytest.raises(SystemExit):
        main(["check", "--json", str(file), "--now", "2024-02-01T06:00"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return {f["finding_id"]: (f["rule"], f["observed"] or "") for f in found}


def _drawn(sheets: dict[str, list[str]]) -> str:
    return "\n".join(f"== {name}\n{HEADER}\n" + "\n".join(rows) for name, rows in sheets.items())


def test_shuffled_sheets_and_rows_change_no_identity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    first = _findings(tmp_path / "a", _drawn(SHEETS), capsys)
    turned = {name: rows[::-1] for name, rows in reversed(SHEETS.items())}
    assert len({rule for rule, _ in first.values()}) >= 8
    assert _findings(tmp_path / "b", _drawn(turned), capsys) == first
