"""The word lists: how phrases match, and what a coordinator is told about a mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.model.errors import SettingsError
from pipeline.model.places import shipped_expectations
from pipeline.normalise.lexicon import Entry, Table, load
from pipeline.normalise.text import words
from pipeline.normalise.values import read_value


def table(*phrases: str, lang: str = "fi") -> Table:
    found = Table()
    for phrase in phrases:
        found.add(Entry(phrase, 0, {}), lang, phrase)
    return found


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("valmis", "valmis", True), ("valmis", "valmista", False), ("valmis*", "valmistui", True),
        ("n.", "n. 40", True), ("n.", "n 40", False), ("ei … toteutu*", "ei ole vielä toteutunut", True),
        ("ei … toteutu*", "ei yksi kaksi kolme neljä toteutunut", False), ("otettu käyttöön", "Otettu käyttöön", True),
        ("otettu käyttöön", "otettu jo käyttöön", False), ("*vaihe", "suunnitteluvaihe", True), ("%-yks", "yks", False),
    ],
)  # fmt: skip
def test_phrase(phrase: str, text: str, matches: bool) -> None:
    listed = words(text)
    assert (table(phrase).at(listed, 0) is not None) is matches


def test_the_longest_phrase_wins() -> None:
    found = list(table("ei", "ei aloitettu", "aloitettu").find(words("ei aloitettu")))
    assert [m.name for m in found] == ["ei aloitettu"]


def test_short_words_of_another_language_do_not_count() -> None:
    listed = words("sen")
    assert table("sen", lang="sv").at(listed, 0, "fi") is None
    assert table("sen", lang="sv").at(listed, 0, "sv") is not None
    assert table("sen", lang="sv").at(listed, 0, None) is not None


def copied(folder: Path) -> Path:
    target = folder / "expectations"
    shutil.copytree(shipped_expectations() / "lexicon", target / "lexicon")
    return target


def test_a_coordinator_adds_a_word_without_code(tmp_path: Path) -> None:
    target = copied(tmp_path)
    file = target / "lexicon" / "states.yaml"
    question = {"text": "Plakkarissa", "field": "status", "lang": "fi"}
    assert read_value(question)["state"] == "other"
    file.write_text(
        file.read_text(encoding="utf-8") + '  - {name: done, rank: 5, fi: ["plakkarissa"]}\n',
        encoding="utf-8",
    )
    assert read_value(question, load(target))["state"] == "done"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("kind: forms\nentries:\n  - {fi: [pv]}\n", "needs a name"),
        ("kind: forms\nentries:\n  - {name: day, fi: pv}\n", "must be a list"),
        ("kind: forms\nentries: [", "cannot be read as YAML"),
        ("entries: []\n", "missing"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, content: str, says: str) -> None:
    target = copied(tmp_path)
    (target / "lexicon" / "units.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=says) as raised:
        load(target)
    assert "units" in str(raised.value)


def test_a_phrase_cannot_begin_with_a_gap() -> None:
    with pytest.raises(SettingsError, match="begins with a gap"):
        table("… valmis")
