"""A word that a city adds to its own copy of the claims' word lists is read; without it the same sentence is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from pipeline.normalise.claims import CONSISTENT, read_claims
from pipeline.normalise.claims.words import load
from tests.claim_records import record

ADDED = [
    ("by", "sv", "medelst", "Olyckor", ("50", "45", "40"), "Olyckorna minskade medelst en femtedel.", "pct_change"),
    ("times", "fi", "kerroin", "Matkat", ("100", "200", "300"), "Matkoja oli 3 kerroin niin paljon kuin edellisvuonna.", "ratio"),
    ("whole_of", "en", "from amongst", "Cases closed", ("10", "20", "12"), "12 from amongst the 48 cases (25 %) were closed.", "share"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "word", "indicator", "cells", "text", "kind"), ADDED)
def test_an_added_word_is_read(
    name: str, lang: str, word: str, indicator: str, cells: tuple[str, str, str], text: str, kind: str,
    tmp_path: Path, expectations: Path,
) -> None:  # fmt: skip
    own = tmp_path / "omat"
    shutil.copytree(expectations, own)
    file = own / "lexicon" / "claims.yaml"
    lists = yaml.safe_load(file.read_text(encoding="utf-8"))
    lists[name].setdefault(lang, []).append(word)
    file.write_text(yaml.safe_dump(lists, allow_unicode=True), encoding="utf-8")
    asked = record(lang, indicator, cells, text)
    found = [
        {c.type for c in read_claims(asked, folder) if c.verdict == CONSISTENT}
        for folder in (expectations, own)
    ]
    assert [kind in types for types in found] == [False, True]


def test_a_list_that_a_language_lacks_matches_nothing(expectations: Path) -> None:
    words = load("fi", expectations)
    assert words.around(r"«by»\s").search("med by ") is None  # Finnish says it by a case
    assert words.around(r"\d«~times_ending»").search("3kertainen")  # joined to its number
    assert words.around(r"\d\s«times»").search("3 kertaa")
