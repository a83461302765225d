"""The identity of an indicator: the same between runs, years and moved rows."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LIST_NUMBER = re.compile(
    r"^\s*(?:mittari|indikator|mätare|indicator|measure)?\s*\d{1,2}\s*[.:)]\s+", re.IGNORECASE
)
_NOT_WORD = re.compile(r"[^\w%€]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def folded(text: str | None) -> str:
    """Case, punctuation, list numbers and years taken off: "Mittari 1. Kävijät vuonna 2023" is "kävijät vuonna"."""
    text = unicodedata.normalize("NFKC", text or "").replace("\u00ad", "")
    text = _YEAR.sub("", _LIST_NUMBER.sub("", text))
    return " ".join(_NOT_WORD.sub(" ", text.casefold()).split())


def indicator_id(
    department: str | None, action: str | None, indicator: str | None, occurrence: int = 0
) -> str:
    """Twelve hex digits from department, action and indicator; never from a row number.

    `occurrence` tells true twins (same department, action and wording) apart in reading order.
    """
    parts = [folded(department), folded(action), folded(indicator)]
    if occurrence:
        parts.append(str(occurrence))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
