"""What the terminal alone says, in the three languages; what the pages say too stands in the catalogues."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "attainment": {"fi": "Toteutunut {met}, osittain {partly}, ei toteutunut {not_met}, ei arvioitavissa {not_assessable}.",
                   "sv": "Uppfyllt {met}, delvis {partly}, inte uppfyllt {not_met}, kan inte bedömas {not_assessable}.",
                   "en": "Met {met}, partly {partly}, not met {not_met}, not assessable {not_assessable}."},
    "aside": {"fi": "Jätetty sivuun: {file}. {message}", "sv": "Lämnad åsido: {file}. {message}",
              "en": "Left aside: {file}. {message}"},
    "open": {"fi": "Avaa selaimessa: {page}", "sv": "Öppna i webbläsaren: {page}", "en": "Open in a browser: {page}"},
    "error": {"fi": "VIRHE", "sv": "FEL", "en": "ERROR"},
    "warning": {"fi": "VAROITUS", "sv": "VARNING", "en": "WARNING"},
    "info": {"fi": "HUOMAUTUS", "sv": "UPPLYSNING", "en": "NOTE"},
    "consistent": {"fi": "täsmää", "sv": "stämmer", "en": "consistent"},
    "inconsistent": {"fi": "ei täsmää", "sv": "stämmer inte", "en": "inconsistent"},
    "not_checkable": {"fi": "ei tarkistettavissa", "sv": "kan inte kontrolleras", "en": "not checkable"},
}  # fmt: skip


def say(key: str, lang: str, **params: object) -> str:
    """The sentence of a key in a language."""
    return WORDS[key][lang].format(**params)
