"""The words of arithmetic statements, from `expectations/lexicon/claims.yaml`, compiled once a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.places import expectations
from pipeline.model.yaml_file import read_yaml
from pipeline.normalise.alternation import alternation
from pipeline.normalise.lexicon import Lexicon, completed
from pipeline.normalise.lexicon import load as load_lexicon

LANGUAGES = ("fi", "sv", "en")
_BEGIN = r"(?<!\w)"
_NAMED = re.compile(r"«(~?)(\w+)»")


def either(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole words; it never matches when there is nothing to match."""
    body = alternation(sorted((str(p) for p in patterns), key=len, reverse=True))
    return re.compile(rf"{_BEGIN}(?:{body})(?!\w)" if body else rf"{_BEGIN}(?!)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Compiled word lists of one language."""

    lang: str
    lists: dict[str, re.Pattern[str]]
    multiples: tuple[tuple[re.Pattern[str], float], ...]
    fractions: tuple[tuple[re.Pattern[str], float], ...]
    weekdays: tuple[str, ...]
    # a row's word alone, and as the head of a compound
    alike: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    lexicon: Lexicon

    @lru_cache(maxsize=32768)  # noqa: B019 - one Words a language, and every family asks the same of a clause
    def has(self, name: str, text: str) -> re.Match[str] | None:
        """First match of a list in the text, or None."""
        return self.lists[name].search(text)

    @lru_cache(maxsize=256)  # noqa: B019 - a few patterns a module
    def around(self, template: str) -> re.Pattern[str]:
        """A pattern with word lists in it: `«of»` is any word of the list "of", `«~of»` one that may be joined to what stands before it."""
        return re.compile(
            _NAMED.sub(lambda m: self.lists[m[2]].pattern[len(_BEGIN) if m[1] else 0 :], template),
            re.IGNORECASE,
        )

    def last(self, name: str, text: str) -> re.Match[str] | None:
        """Last match of a list in the text, or None."""
        found = list(self.lists[name].finditer(text))
        return found[-1] if found else None


def _compiled(data: dict[str, Any], lang: str, lexicon: Lexicon) -> Words:
    lists = {
        name: either(entry.get(lang) or [])
        for name, entry in data.items()
        if isinstance(entry, dict) and all(isinstance(v, list) for v in entry.values()) and name != "weekdays"
    }
    # the figure reader asks for the same words behind a unit ("henkilöä kohti")
    lists["per_behind"] = either(lexicon.lists["markers"]["per_behind"])
    valued = {
        name: tuple((either([row[lang]]), float(row["value"])) for row in data[name] if row.get(lang))
        for name in ("multiple", "fraction")
    }
    weekdays = tuple(data["weekdays"][lang])
    alike = tuple(
        (re.compile(f"(?:{row})", re.IGNORECASE), re.compile(f"(?:{row})$", re.IGNORECASE))
        for row in data["alike"]
    )
    return Words(lang, lists, valued["multiple"], valued["fraction"], weekdays, alike, lexicon)


def load(lang: str, folder: Path | None = None) -> Words:
    """Word lists of a language (fi for an unknown one) in an expectations folder (default: the one in use).

    Raises SettingsError on a broken file.
    """
    return _load(lang, expectations(folder).resolve())


@cache
def _load(lang: str, folder: Path) -> Words:
    file = folder / "lexicon" / "claims.yaml"
    try:
        data = completed(read_yaml(file), file)
        return _compiled(data, lang if lang in LANGUAGES else "fi", load_lexicon(folder))
    except (re.error, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"{file}: the words of claims cannot be read ({error}).") from error
