"""Labels: how they are folded, matched and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.errors import SettingsError
from pipeline.read.labels import load
from tests.builders import all_labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAVOITE:", "tavoite"),
        ("<b>Painopiste</b>", "painopiste"),
        ("**Toteuma**", "toteuma"),
        ("Talous-\narvio", "talousarvio"),
        ("tavoite\u00adtaso", "tavoitetaso"),
        ("Läh\u200btötaso\u00a0", "lähtötaso"),
        ("Toteuma vuonna 2023", "toteuma"),
        ("Toteuma 2022–2023", "toteuma"),
        ("elinvoima- ja ympäristö", "elinvoima- ja ympäristö"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert all_labels().fold(text) == expected


@pytest.mark.parametrize(
    ("text", "field", "number", "typo"),
    [
        ("MITTARI", "indicator", None, ""),
        ("Mittari 2", "indicator", 2, ""),
        ("1. Tavoite", "goal", None, ""),
        ("Toimenpidde", "action", None, "Toimenpidde"),
        ("Toimenpidde 3", "action", 3, "Toimenpidde 3"),
        ("Totuema", "actual", None, "Totuema"),
        ("Mitari", "indicator", None, "Mitari"),
        ("Selvitsy", "explanation", None, "Selvitsy"),
        ("Selvitty", None, None, ""),
        ("Mittaus", None, None, ""),
        ("1.1 Tavoite", "goal", None, ""),
        ("1.1.2. Toimenpide", "action", None, ""),
        ("3 mittaria", None, None, ""),
        ("Lähtötaso (2022)", "baseline", None, ""),
        ("Lähtötaso (22)", None, None, ""),
        ("Toteuma 9", None, None, ""),
        ("Toteutunut", None, None, ""),
        ("Mitta", "unit_hint", None, ""),
        ("Asiakkaiden määrä", None, None, ""),
        ("Tavoitetaso: 5", None, None, ""),
    ],
)
def test_whole(text: str, field: str | None, number: int | None, typo: str) -> None:
    match = all_labels().whole(text)
    assert (match and match.field) == field
    if match:
        assert (match.number, match.typo) == (number, typo)


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Tavoite: kasvu", "kasvu"), ("Tavoite kasvu", None), ("Aikataulu: kesä", None), ("Tavoite:", "")],
)
def test_leading_with_colon(text: str, rest: str | None) -> None:
    match = all_labels().leading(text)
    assert (match and match.rest) == rest


@pytest.mark.parametrize(("text", "rest"), [("Lähtötaso Suunnittelu", "Suunnittelu"), ("Lähtötaso", None), ("Uusi taso", None)])  # fmt: skip
def test_leading_without_colon(text: str, rest: str | None) -> None:
    match = all_labels().leading(text, colon=False)
    assert (match and match.rest) == rest


def test_no_value_word_is_a_label() -> None:
    values = (
        "toteutunut",
        "toteutui",
        "valmis",
        "käynnissä",
        "kesken",
        "uppfyllt",
        "pågår",
        "done",
        "in progress",
        "ei mitattu",
    )
    assert [v for v in values if all_labels().whole(v)] == []


def test_a_coordinator_adds_a_label(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "own.yaml").write_text("actual: {fi: [lopputulema]}\n", encoding="utf-8")
    match = load(tmp_path).whole("Lopputulema 2023")
    assert match
    assert match.field == "actual"


@pytest.mark.parametrize("content", ["actual: [toteuma]", "actual: {fi: 3}", "actual: {fi: [a"])
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "own.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.yaml"):
        load(tmp_path)


def test_no_labels_at_all(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no labels"):
        load(tmp_path)
