"""A judgement or a severity as symbol and word, so that colour never has to say it alone."""

from __future__ import annotations

from pipeline.write.html.words import ATTAINMENT, SEVERITY
from pipeline.write.i18n import Translator

SYMBOLS = {"met": "✓", "partly": "◐", "not_met": "✗", "not_assessable": "?", "error": "✖", "warning": "▲", "info": "•"}  # fmt: skip


def attainment_text(code: str | None, t: Translator) -> str:
    """The judgement as symbol and word: "✓ Met"; one that is not told cannot be assessed."""
    known = code if code in ATTAINMENT else "not_assessable"
    return f"{SYMBOLS[known]} {t(ATTAINMENT[known])}"


def severity_text(code: str | None, t: Translator) -> str:
    """The severity as symbol and word: "▲ Warning"; an unknown code shows as it stands."""
    return f"{SYMBOLS[code]} {t(SEVERITY[code])}" if code in SEVERITY else code or ""
