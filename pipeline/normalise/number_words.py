"""Numbers written as words: Finnish in all cases, Swedish, Norwegian and English."""

from __future__ import annotations

from functools import lru_cache

from num2words import num2words

_CASES = (
    "nominative", "genitive", "partitive", "inessive", "elative", "illative", "adessive", "ablative", "allative",
    "essive", "translative",
)  # fmt: skip
_NUMBERS = (*range(1, 100), *range(100, 1000, 100), 1000)
_CODES = {"fi": "fi", "sv": "sv", "nb": "no", "en": "en"}
# The Finnish table takes a tenth of a second to build, so a word must look like a number before it is built.
_FINNISH = (
    "yks", "yhd", "yht", "kaks", "kahd", "kaht", "kolm", "nelj", "viis", "viid", "viit", "kuus", "kuud", "kuut",
    "seits", "kymm", "sata", "sada", "tuha", "miljoona",
)  # fmt: skip
# Forms that are far oftener something else: together, an article, a pronoun, a spruce.
_OTHERWISE = {
    "fi": {"yhden", "yhdessä", "yhteen", "yhtenä", "kuusen", "yhtä"},
    "sv": {"en", "ett"},
    "nb": {"en", "et", "ett"},
    "en": {"one"},
}
# Plurals and short forms that num2words does not make.
_MORE = {
    "fi": {"miljoona": 1_000_000, "miljoonan": 1_000_000, "kahdet": 2, "kolmet": 3, "neljät": 4, "viidet": 5},
    "sv": {"hundra": 100, "tusen": 1000},
    "nb": {"hundre": 100, "tusen": 1000, "syv": 7, "tyve": 20, "tredve": 30},
    "en": {"hundred": 100, "thousand": 1000},
}
_ONLY_AT_HOME = {"fire", "to", "ti", "ni", "sex", "six", "ten", "fem", "tre"}


@lru_cache(maxsize=8)
def table(lang: str) -> dict[str, int]:
    """Word form (lower case, no spaces or hyphens) to number: 1–99, the hundreds and a thousand in one language."""
    found: dict[str, int] = {}
    for number in reversed(_NUMBERS):
        if lang == "fi":
            found.update({num2words(number, lang="fi", case=case): number for case in _CASES})
        else:
            found[num2words(number, lang=_CODES[lang])] = number
    found = {form.replace(" ", "").replace("-", ""): number for form, number in found.items()}
    found.update(_MORE[lang])
    return {form: number for form, number in found.items() if form not in _OTHERWISE[lang]}


@lru_cache(maxsize=8192)  # asked for every word of every text
def number_word(word: str, lang: str | None = None) -> int | None:
    """The number one lower-case word states, None when it states none. `lang` None: all languages are tried."""
    word = word.replace("-", "")
    order = (lang, *(code for code in _CODES if code != lang)) if lang in _CODES else tuple(_CODES)
    for code in order:
        if code is None or (code == "fi" and not word.startswith(_FINNISH)):
            continue
        if code != lang and word in _ONLY_AT_HOME:
            continue
        found = table(code).get(word)
        if found is not None:
            return found
    return None
