"""A coordinator adds a word, or a language, in a copied expectations folder; no code knows any word of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.intake import gather, names
from pipeline.model.errors import SettingsError
from pipeline.model.grid import Cell, Grid, Sheet
from pipeline.model.label_lists import any_word, read_lists, words_of
from pipeline.model.places import shipped_expectations
from pipeline.model.settings import Settings
from pipeline.read import labels as label_files
from pipeline.read import notes
from pipeline.read.labels import Labels
from pipeline.read.layouts import facts
from pipeline.read.layouts.financial import _name
from pipeline.read.layouts.heading import parse
from tests.unit.test_intake import book


def copied(folder: Path, own: str = "") -> Path:
    """The shipped labels in a folder of a city, with a file of its own words."""
    shutil.copytree(shipped_expectations() / "labels", folder / "labels")
    (folder / "labels" / "own.yaml").write_text(own, encoding="utf-8")
    return folder


def _sheet(*texts: str) -> Sheet:
    sheet = Sheet("Lehti")
    for row, text in enumerate(texts, 1):
        sheet.cells[row, 1] = Cell(row, 1, text, note="42 kpl")
    return sheet


def _seen(text: str) -> Callable[[Labels], bool]:
    return lambda labels: bool(notes.of_sheet(Grid("xlsx"), _sheet(text), labels))


def _department(text: str) -> Callable[[Labels], bool]:
    return lambda labels: facts.of_sheet(_sheet(text), labels).department is not None


def _year(text: str) -> Callable[[Labels], bool]:
    return lambda labels: facts._headings(_sheet(text), labels, set()) == {2023: 1}


@pytest.mark.parametrize(
    ("own", "known", "near"),
    [
        ("year_behind: {de: [im Jahr]}", lambda b: b.whole("Toteuma im Jahr 2023"), lambda b: b.whole("Toteuma am Tag 2023")),
        ("between_labels: {de: [und]}", lambda b: parse("Mittari und Indikator", b), lambda b: parse("Mittari oder Indikator", b)),
        ("name_until: {de: [für]}", lambda b: _name("Ziel für 2023 ist Sparen", b) == "Ziel für 2023",
         lambda b: _name("Ziel um 2023 ist Sparen", b) == "Ziel um 2023"),
        ("year_said: {de: [ergebnis]}", _year("Ergebnis 2023"), _year("Ereignis 2023")),
        ("department_endings: {fi: [lla]}", _department("Sivistystoimialalla 2023"), _department("Sivistystoimialatta 2023")),
        ("see: {de: [siehe]}", _seen("siehe Kommentar"), _seen("sehe Kommentar")),
        ("note_named: {de: [anmerk]}", _seen("ks. Anmerkung"), _seen("ks. Bemerkung")),
        ("note_alone: {de: [anmerkung]}", _seen("(Anmerkung)"), _seen("Anmerkung fehlt")),
    ],
    ids=lambda value: value.partition(":")[0] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_word_of_a_cell_is_added_in_the_folder(
    tmp_path: Path, own: str, known: Callable[[Labels], object], near: Callable[[Labels], object]
) -> None:
    shipped = label_files.load(shipped_expectations())
    labels = label_files.load(copied(tmp_path, own))
    assert not known(shipped)
    assert known(labels)
    assert not near(labels)


@pytest.mark.parametrize(
    ("own", "name", "expected"),
    [
        ("file_copy: {de: [kopie]}", "Sivistys 2023 - Kopie.xlsx", ("Sivistys 2023", "Sivistys")),
        ("file_copy: {de: [kopie]}", "Sivistys 2023 (kopie).xlsx", ("Sivistys 2023", "Sivistys")),
        ("file_copy: {de: [kopie]}", "Kopieren 2023.xlsx", (None, "Kopieren")),
        ("file_purpose: {de: [bericht]}", "Sivistys_Bericht_2023.xlsx", (None, "Sivistys")),
        ("file_purpose: {de: [bericht]}", "Berichtswesen 2023.xlsx", (None, "Berichtswesen")),
        ("file_version: {sv: [version]}", "Sivistys version3.xlsx", (None, "Sivistys")),
        ("file_version: {sv: [version]}", "Sivistys versionen.xlsx", (None, "Sivistys versionen")),
    ],
)
def test_a_word_of_a_files_name_is_added_in_the_folder(
    tmp_path: Path, own: str, name: str, expected: tuple[str | None, str]
) -> None:
    words = names.words(copied(tmp_path, own))
    assert (names.original_of(name, words), names.read_name(name, words).department) == expected


def test_a_run_takes_the_words_of_its_own_folder(tmp_path: Path) -> None:
    city = copied(tmp_path / "stadt", "file_copy: {de: [kopie]}")
    for name in ("Sivistys 2023.xlsx", "Sivistys 2023 - Kopie.xlsx"):
        book(tmp_path / "in" / name, name)
    settings = Settings(settle_seconds=0)
    assert [f.rule for f in gather(tmp_path / "in", settings, city)[1]] == ["INT-14"]
    assert gather(tmp_path / "in", settings)[1] == []


@pytest.mark.parametrize(
    ("lacking", "list_", "own"),
    [
        ("file_names.yaml", "file_copy", ""),
        ("words.yaml", "year_behind", ""),
        ("file_names.yaml", "file_copy", "file_copy: {de: [kopie]}"),
        ("file_names.yaml", "file_copy", "file_copy: {}"),
    ],
)
def test_an_older_folder_takes_what_it_lacks_from_the_programs_own(
    tmp_path: Path, lacking: str, list_: str, own: str
) -> None:
    city = copied(tmp_path, own)
    (city / "labels" / lacking).unlink()
    shipped, found = read_lists(shipped_expectations()), read_lists(city)
    assert set(words_of(shipped, "subtotal")) == set(words_of(found, "subtotal"))
    assert (words_of(found, list_) == words_of(shipped, list_)) is not bool(own)


@pytest.mark.parametrize(
    ("words", "text"), [([], "copy"), (["a.b"], "axb")], ids=["empty list", "signs stand for themselves"]
)
def test_words_match_nothing_that_they_do_not_say(tmp_path: Path, words: list[str], text: str) -> None:
    own = f"file_copy: {{fi: {words}}}"
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "own.yaml").write_text(own, encoding="utf-8")
    assert names.original_of(f"Sivistys {text}.xlsx", names.words(tmp_path)) is None
    assert any_word(words)


def test_words_without_brackets_are_named(tmp_path: Path) -> None:
    city = copied(tmp_path, "file_copy: {fi: kopio}")
    with pytest.raises(SettingsError, match=r"own\.yaml.*brackets"):
        names.words(city)


def test_words_within_a_text_do_not_widen_the_sieve_of_labels() -> None:
    known = label_files.load(shipped_expectations()).beginnings
    assert {"mitt", "yhte"} <= known
    assert not {"kopi", "utka", "muis", "ante", "jfr"} & known
