"""Numbers written as words: Finnish in all cases, Swedish, Norwegian and English."""

from __future__ import annotations

from functools import lru_cache

from num2words import num2words

from pipeline.normalise.lexicon import Lexicon

_CASES = (
    "nominative", "genitive", "partitive", "inessive", "elative", "illative", "adessive", "ablative", "allative",
    "essive", "translative",
)  # fmt: skip
_NUMBERS = (*range(1, 100), *range(100, 1000, 100), 1000)
_CODES = {"fi": "fi", "sv": "sv", "nb": "no", "en": "en"}
# The Finnish table takes a tenth of a second to build, so a word must look like a number before it is built: these
# are how the library's own forms begin, no list of words to be added to.
_FINNISH = (
    "yks", "yhd", "yht", "kaks", "kahd", "kaht", "kolm", "nelj", "viis", "viid", "viit", "kuus", "kuud", "kuut",
    "seits", "kymm", "sata", "sada", "tuha", "miljoona",
)  # fmt: skip


@lru_cache(maxsize=16)
def table(lang: str, lexicon: Lexicon) -> dict[str, int]:
    """Word form (lower case, no spaces or hyphens) to number: 1–99, the hundreds and a thousand in one language."""
    listed = lexicon.lists["number_words"]
    found: dict[str, int] = {}
    for number in reversed(_NUMBERS):
        if lang == "fi":
            found.update({num2words(number, lang="fi", case=case): number for case in _CASES})
        else:
            found[num2words(number, lang=_CODES[lang])] = number
    found = {form.replace(" ", "").replace("-", ""): number for form, number in found.items()}
    found.update({str(form): int(number) for form, number in (listed["forms"].get(lang) or {}).items()})
    otherwise = {str(form) for form in listed["otherwise"].get(lang) or ()}
    return {form: number for form, number in found.items() if form not in otherwise}


@lru_cache(maxsize=8192)  # asked for every word of every text
def number_word(word: str, lang: str | None, lexicon: Lexicon) -> int | None:
    """The number one lower-case word states, None when it states none. `lang` None: all languages are tried."""
    word = word.replace("-", "")
    added = lexicon.lists["number_words"]["forms"].get("fi") or {}
    order = (lang, *(code for code in _CODES if code != lang)) if lang in _CODES else tuple(_CODES)
    for code in order:
        if code is None or (code == "fi" and not word.startswith(_FINNISH) and word not in added):
            continue
        if code != lang and word in lexicon.lists["number_words"]["at_home_only"]:
            continue
        found = table(code, lexicon).get(word)
        if found is not None:
            return found
    return None
