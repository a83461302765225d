"""The word lists of `expectations/labels`, as they are written.

Both the intake (names of files) and the readers (labels of cells) look words up here, so neither has any in its code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.places import shipped_expectations
from pipeline.model.yaml_file import read_yaml

Words = list[tuple[str, str, str]]
"""(list, language, word) in the order of the files: where two lists name one word, the first has it."""
_NEVER = r"(?!)"  # an empty list matches nothing, where an empty pattern would match everywhere


def _words(data: Any) -> Iterator[tuple[str, str, str]]:
    for name, languages in data.items():
        for language, words in languages.items():
            if isinstance(words, str):  # else every letter of it would be a word
                raise TypeError(f"the {language} words of {name} must be a list in [brackets]")
            yield from ((name, language, str(word)) for word in words)


def _read(folder: Path) -> tuple[Words, set[str]]:
    """The words of all files together, and the lists they name: a city may write its own words in a file of its own."""
    words: Words = []
    named: set[str] = set()
    for file in sorted((folder / "labels").glob("*.yaml")):
        try:
            data = read_yaml(file) or {}
            words += _words(data)
            named |= set(data)  # a list that is there but empty is meant so
        except (AttributeError, TypeError) as error:
            raise SettingsError(
                f"{file} cannot be read as `field: {{language: [labels]}}`: {error}"
            ) from error
    return words, named


def read_lists(expectations: Path) -> Words:
    """Every word of `<expectations>/labels`; SettingsError names a broken file.

    A list that none of its files names is taken from the program's own: a city's copy may be older than we are.
    """
    if not any((expectations / "labels").glob("*.yaml")):
        raise SettingsError(f"There are no labels in {expectations / 'labels'}: restore the folder.")
    words, named = _read(expectations)
    shipped = shipped_expectations()
    if shipped.resolve() == expectations.resolve():
        return words
    return words + [word for word in _read(shipped)[0] if word[0] not in named]


def words_of(lists: Words, name: str) -> list[str]:
    """The words of a list in every language."""
    return [word for found, _, word in lists if found == name]


def any_word(words: Iterable[str]) -> str:
    """The words as the body of a pattern, longest first; an empty list matches nothing."""
    plain = {unicodedata.normalize("NFC", word) for word in words}
    return "|".join(re.escape(word) for word in sorted(plain, key=lambda w: (-len(w), w))) or _NEVER
