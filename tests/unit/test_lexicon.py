"""The word lists: how phrases match, and what a coordinator is told about a mistake."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import SettingsError
from pipeline.model.places import shipped_expectations
from pipeline.normalise.lexicon import Entry, Lexicon, Table, load
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


# Words of a language the program has never seen: each is read as soon as it stands in its list.
ADDED = [
    ("to_words", "naar", "5 naar 7 kpl", ("kind", "range")),
    ("from_words", "vanaf", "vanaf 80 % naar 85 %", ("kind", "change")),
    ("to_level_words", "tot", "Kasvaa tot 80 %", ("kind", "percentage")),
    ("by_words", "met", "Vähenee met 5 kpl", ("kind", "change")),
    ("more_or_fewer", "meer", "5 päätöstä meer", ("kind", "change")),
    ("and_words", "alsook", "mellan 5 alsook 7", ("kind", "range")),
    ("between_words", "tussen", "tussen 5 ja 7", ("kind", "range")),
    ("out_of_words", "uit", "7 uit 10", ("kind", "share")),
    ("that_is", "ofwel", "130 kpl ofwel 52 %", ("kind", "share")),
    ("previous_words", "vorig*", "120 (vorige telling 110)", ("kind", "series")),
    ("sample_words", "*respondenten", "4,2 (respondenten 210)", ("flags", ["sample_size_210"])),
    ("scale_words", "schaal*", "4,2 (schaal 1-5)", ("flags", ["scale_max_5"])),
    ("top_words", "beste", "beste 10", ("unit", "rank")),
    ("rank_before", "plek", "plek 5", ("unit", "rank")),
    ("nps_names", "aanbevelingsscore", "aanbevelingsscore 45", ("unit", "nps")),
    ("new_words", "nieuw", "3 + 2 nieuw", ("state of the last", "done")),
    ("complete_words", "saavutettu", "100 % saavutettu", ("flags", ["completion_percent"])),
    ("excel_errors", "#WAARDE!", "#WAARDE!", ("flags", ["excel_error"])),
    ("not_applicable_forms", "n. v. t.", "n.v.t.", ("flags", ["not_applicable"])),
    ("placeholder_units", "stuks", "x stuks", ("flags", ["placeholder"])),
    ("missing_year_before", "anno", "Puuttuu anno 2023", ("kind", "not_available")),
    ("week_words", "semaine", "5 kpl semaine 12", ("period", "week")),
    ("account_year_words", "jr", "JR22 5 kpl", ("period", "year")),
    ("month_year_words", "anno", "5 kpl, toukokuu anno 2022", ("begins", "2022-05-01")),
    ("age_words", "jarigen", "75 jarigen 12 %", ("kind", "percentage")),
    ("weekdays", "vrij", "vrij 8-16", ("kind", "text")),
    ("clock_words", "uur", "uur 12", ("kind", "text")),
]
# Between two figures or after one a word is the counted thing, unless it stands in `no_noun` too.
NO_NOUNS = ("to_words", "and_words", "out_of_words", "more_or_fewer")


@pytest.fixture(scope="module")
def widened(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lists of a city that has added a word to each."""
    target = copied(tmp_path_factory.mktemp("words"))
    file = target / "lexicon" / "markers.yaml"
    text = file.read_text(encoding="utf-8")
    added = [(name, word) for name, word, _, _ in ADDED]
    for name, word in [*added, *(("no_noun", word) for name, word in added if name in NO_NOUNS)]:
        assert f"\n{name}: [" in text
        text = text.replace(f"\n{name}: [", f'\n{name}: ["{word}", ')
    file.write_text(text, encoding="utf-8")
    return load(target)


def told(answer: dict[str, Any], what: str) -> object:
    """One thing an answer says, of itself or of its last item."""
    item = answer["items"][-1] if answer["items"] else {}
    period = item.get("period") or {}
    if what in ("period", "begins"):
        return period.get("type" if what == "period" else "start")
    return item.get({"state of the last": "state"}.get(what, what), answer.get(what))


@pytest.mark.parametrize(("name", "word", "text", "says"), ADDED, ids=[row[0] for row in ADDED])
def test_a_word_added_to_a_list_is_read(
    widened: Lexicon, name: str, word: str, text: str, says: tuple[str, object]
) -> None:
    question = {"text": text, "field": "actual", "lang": "fi", "context": {"report_year": 2023}}
    what, value = says
    assert told(read_value(question), what) != value
    assert told(read_value(question, widened), what) == value


def test_every_list_of_small_words_is_read_by_the_program(root: Path) -> None:
    code = "".join(f.read_text(encoding="utf-8") for f in (root / "pipeline").rglob("*.py"))
    assert [
        name for name in load().lists["markers"] if f'"{name}"' not in code and f"'{name}'" not in code
    ] == []


def test_an_emptied_list_is_never_found(tmp_path: Path) -> None:
    target = copied(tmp_path)
    file = target / "lexicon" / "markers.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('\nrank_before: ["', '\nrank_before: []\nunused: ["'), encoding="utf-8")
    question = {"text": "sija 5", "field": "actual", "lang": "fi"}
    assert told(read_value(question), "unit") == "rank"
    assert told(read_value(question, load(target)), "unit") is None


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
