"""What the terminal says, in the three languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "read": {"fi": "Luettu {files} tiedostoa, {indicators} mittaria, {claims} laskettavaa väitettä.",
             "sv": "{files} filer lästa, {indicators} indikatorer, {claims} räknepåståenden.",
             "en": "Read {files} files, {indicators} indicators, {claims} arithmetic claims."},
    "attainment": {"fi": "Toteutunut {met}, osittain {partly}, ei toteutunut {not_met}, ei arvioitavissa {not_assessable}.",
                   "sv": "Uppnått {met}, delvis {partly}, inte uppnått {not_met}, kan inte bedömas {not_assessable}.",
                   "en": "Met {met}, partly {partly}, not met {not_met}, not assessable {not_assessable}."},
    "findings": {"fi": "Havaintoja: {error} virhettä, {warning} varoitusta, {info} huomautusta.",
                 "sv": "Observationer: {error} fel, {warning} varningar, {info} upplysningar.",
                 "en": "Findings: {error} errors, {warning} warnings, {info} notes."},
    "changes": {"fi": "Edelliseen ajoon verrattuna: {new} uutta, {open} avoinna, {fixed} korjattu.",
                "sv": "Jämfört med förra körningen: {new} nya, {open} öppna, {fixed} åtgärdade.",
                "en": "Since the previous run: {new} new, {open} open, {fixed} fixed."},
    "aside": {"fi": "Jätetty sivuun: {file}. {message}", "sv": "Lämnad åsido: {file}. {message}",
              "en": "Left aside: {file}. {message}"},
    "open": {"fi": "Avaa selaimessa: {page}", "sv": "Öppna i webbläsaren: {page}", "en": "Open in a browser: {page}"},
    "clean": {"fi": "Ei huomautettavaa.", "sv": "Inget att anmärka.", "en": "Nothing to remark."},
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
