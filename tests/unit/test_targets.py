"""The targets register: which reported row answers which approved target."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.errors import SettingsError
from pipeline.normalise import targets
from pipeline.normalise.targets import Register, Target

REGISTER = (
    Target("T1", "Kulttuuri", "Kirjaston lainat vuodessa", action="Avataan kirjasto"),
    Target("T2", "Kulttuuri", "Museon kävijämäärä"),
    Target("T3", "Liikunta", "Museon kävijämäärä"),
    Target("T4", "Liikunta", "Käyttäjätyytyväisyys", action="Hallit"),
    Target("T5", "Liikunta", "Käyttäjätyytyväisyys", action="Uimalat"),
)


@pytest.mark.parametrize(
    ("department", "action", "indicator", "expected"),
    [
        ("Kulttuuri", "", "Museon kävijämäärä", "T2"),
        ("KULTTUURI", "", "Mittari 1. museon kävijämäärä", "T2"),
        ("Liikunta", "", "Museon kävijämäärä", "T3"),
        ("Kulttuuri", "Avataan kirjasto", "Kirjaston lainat/vuosi", "T1"),
        ("Kulttuuri", "", "Museon kävijämäärän kasvu", "T2"),
        ("Kulttuuri", "", "Teatterin katsojamäärä", None),
        ("Liikunta", "Hallit", "Käyttäjätyytyväisyys", "T4"),
        ("Liikunta", "Kentät", "Käyttäjätyytyväisyys", None),
        ("Kulttuuri", "", "", None),
        (None, "", "Museon kävijämäärä", None),
    ],
)
def test_a_row_answers_the_target_it_is_clearly_like(
    department: str | None, action: str, indicator: str, expected: str | None
) -> None:
    found = Register(REGISTER).match(department, action, indicator)
    assert (found.id if found else None) == expected


def test_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    rows = [
        {
            "id": "A",
            "department": "Kulttuuri",
            "indicator": 'Lainat; "kaikki"',
            "better": "higher",
            "due": None,
        }
    ]
    assert targets.write(rows, tmp_path / targets.FILE) == 1
    assert targets.load(tmp_path).targets == (Target("A", "Kulttuuri", 'Lainat; "kaikki"', better="higher"),)


def test_without_a_file_there_is_no_register(tmp_path: Path) -> None:
    assert targets.load(tmp_path).targets == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id;department\nA;B\n", "lacks indicator"),
        (b"id;department;indicator;colour\nA;B;C;D\n", "unknown columns colour"),
        (b"id;department;indicator\nA;B;\n", "line 2: indicator is empty"),
        (b"id;department;indicator\nA;B;C\nA;B;D\n", "line 3: the id 'A' stands twice"),
        (b"id,department,indicator,better\nA,B,C,up\n", "better is 'up'"),
        ("id;department;indicator\nÄ;B;C\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_broken_register_stops_with_file_place_and_remedy(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / targets.FILE).write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        targets.load(tmp_path)
