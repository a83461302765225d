"""The word lists of `expectations/lexicon`, loaded once and indexed for fast look-up.

A table is a YAML mapping or list of entries; an entry has phrases per language (`fi`, `sv`, `nb`, `en`, `any`) and
attributes. A phrase is words; `stem*` takes any ending, `*part` any beginning, `…` up to three words between.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.places import expectations, shipped_expectations
from pipeline.model.yaml_file import read_yaml
from pipeline.normalise.forms import Form, Forms
from pipeline.normalise.phrase_table import Entry, Match, Table

__all__ = ["LANGUAGES", "Entry", "Form", "Forms", "Lexicon", "Match", "Table", "completed", "load"]
LANGUAGES = ("fi", "sv", "nb", "en")


_NEEDED = (
    "approximators", "comparators", "markers", "marks", "missing", "number_words", "per", "references", "scales", "states", "trends", "units",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything read from one `expectations/lexicon` folder; compared by identity, so that it can be a cache key."""

    tables: dict[str, Table]
    forms: dict[str, Forms]
    lists: dict[str, dict[str, Any]]
    counted: frozenset[
        str
    ]  # what has no unit of its own: "63 kpl", "63 päätöstä" and "63" may be the same figure

    def table(self, name: str) -> Table:
        """A table of phrases."""
        return self.tables[name]


def _entries(data: Any, file: Path) -> Iterator[dict[str, Any]]:
    for row in data:
        if not isinstance(row, dict) or "name" not in row:
            raise SettingsError(f"{file}: every entry needs a name, and {row!r} has none.")
        yield row


def _phrases(row: dict[str, Any], file: Path) -> Iterator[tuple[str, str]]:
    for lang in (*LANGUAGES, "any"):
        listed = row.get(lang, [])
        if not isinstance(listed, list):
            raise SettingsError(f"{file}: the {lang} words of {row['name']!r} must be a list in [brackets].")
        for phrase in listed:
            yield lang, str(phrase)


def _attributes(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in (*LANGUAGES, "any", "name", "rank")}


def _table(data: Any, file: Path) -> Table:
    table = Table()
    for row in _entries(data, file):
        entry = Entry(str(row["name"]), int(row.get("rank", 0)), _attributes(row))
        for lang, phrase in _phrases(row, file):
            table.add(entry, lang, phrase)
    return table


def _forms(data: Any, file: Path) -> Forms:
    forms = [
        (phrase, Form(str(row["name"]), float(row.get("scale", 1)), lang, len(phrase.strip("*.")) < 3))
        for row in _entries(data, file)
        for lang, phrase in _phrases(row, file)
    ]
    return Forms.of(forms)


def load(folder: Path | None = None) -> Lexicon:
    """The lexicon of an `expectations` folder (default: the one in use). Raises SettingsError naming the file."""
    if folder is not None:
        return _load((expectations(folder) / "lexicon").resolve())
    return _standing(os.getcwd())  # noqa: PTH109 - asked for every cell, and a string is the quicker key


@lru_cache(maxsize=4)
def _standing(here: str) -> Lexicon:
    """The lexicon for whoever stands in `here`: the answer depends on it, so it is the cache's key."""
    del here
    return _load((expectations() / "lexicon").resolve())


def own_and_shipped(folder: Path) -> list[Path]:
    """The word files of a folder, and those of the program's own that it lacks: a city's copy may be older than we are."""
    shipped = (shipped_expectations() / "lexicon").resolve()
    names = {f.name for f in (*folder.glob("*.yaml"), *shipped.glob("*.yaml"))}
    return [folder / name if (folder / name).exists() else shipped / name for name in sorted(names)]


def completed(data: Any, file: Path) -> Any:
    """Lists of a word file with those that only the program's own file of that name has."""
    shipped = shipped_expectations() / "lexicon" / file.name
    if not isinstance(data, dict) or not shipped.exists() or shipped.resolve() == file.resolve():
        return data
    ours = read_yaml(shipped)
    if "entries" in ours or "entries" in data:
        return data
    return {k: _with(ours.get(k), data.get(k)) for k in {**ours, **data}}


def _with(ours: Any, own: Any) -> Any:
    """A city's list under a name; of a group of lists, its own and those that only we have."""
    if isinstance(ours, dict) and isinstance(own, dict):
        return {**ours, **own}
    return ours if own is None else own


@lru_cache(maxsize=4)
def _load(folder: Path) -> Lexicon:
    tables, forms, lists = {}, {}, {}
    if not any(folder.glob("*.yaml")):
        raise SettingsError(
            f"{folder} has no word lists (.yaml); copy them from the program's own expectations."
        )
    for file in own_and_shipped(folder):
        data = completed(read_yaml(file), file)
        kind = data.get("kind") if isinstance(data, dict) else None
        if kind == "phrases":
            tables[file.stem] = _table(data.get("entries", []), file)
        elif kind == "forms":
            forms[file.stem] = _forms(data.get("entries", []), file)
        elif kind == "lists":
            lists[file.stem] = {k: v for k, v in data.items() if k != "kind"}
    for name in _NEEDED:
        if name not in tables and name not in forms and name not in lists:
            raise SettingsError(f"{folder / name}.yaml is missing, or does not say what kind of list it is.")
    counted = frozenset(str(unit) for unit in lists["markers"].get("counted_units") or ())
    return Lexicon(tables, forms, lists, counted)
