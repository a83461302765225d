"""The words and sentences of attainment: `expectations/lexicon/attainment.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.settings import LANGUAGES
from pipeline.model.yaml_file import read_yaml
from pipeline.normalise.lexicon import Lexicon, completed
from pipeline.normalise.lexicon import load as load_lexicon


def fold(text: str) -> str:
    """Lower case with single spaces, as the word lists are written."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled lists: direction words, states as rungs, reasons and sentences; the lexicon of the same folder."""

    lower: re.Pattern[str]
    higher: re.Pattern[str]
    not_needed: re.Pattern[str]
    common: re.Pattern[str]
    joining: re.Pattern[str]
    rungs: dict[str, frozenset[str]]
    basis: dict[str, dict[str, str]]
    lexicon: Lexicon
    expectations: Path

    def say(self, code: str, lang: str, **params: str) -> str:
        """The sentence of a basis code in a language."""
        return self.basis[code][lang].format(**params)


def _pattern(by_language: dict[str, list[str]]) -> re.Pattern[str]:
    stems = sorted({fold(stem) for stems in by_language.values() for stem in stems}, key=len, reverse=True)
    heads = [re.escape(stem.strip("*")) for stem in stems if stem.startswith("*")]
    whole = "|".join(re.escape(stem) for stem in stems if not stem.startswith("*"))
    return re.compile(rf"(?<!\w)(?:{whole})" + (f"|(?:{'|'.join(heads)})" if heads else ""))


def _joining(by_language: dict[str, list[str]]) -> re.Pattern[str]:
    words = sorted({re.escape(word) for words in by_language.values() for word in words})
    return re.compile(rf"\s+(?:{'|'.join(words)})\s+|,\s+", re.IGNORECASE)


def load(expectations: Path) -> Words:
    """Read the file; SettingsError names what is missing."""
    file = expectations / "lexicon" / "attainment.yaml"
    try:
        data: dict[str, Any] = completed(read_yaml(file), file)
        words = Words(
            _pattern(data["better"]["lower"]),
            _pattern(data["better"]["higher"]),
            _pattern(data["not_needed"]),
            _pattern(data["common"]),
            _joining(data["joining"]),
            {name: frozenset(states) for name, states in data["rungs"].items()},
            data["basis"],
            load_lexicon(expectations),
            expectations,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{file} cannot be used: {error}. Restore it from the installation.") from error
    for code, texts in words.basis.items():
        missing = [lang for lang in LANGUAGES if not texts.get(lang)]
        if missing:
            raise SettingsError(f"{file}: basis {code} has no text in {', '.join(missing)}.")
    return words
