"""Texts, numbers and dates in the reader's language.

The catalogues are gettext files, `pipeline/locale/<lang>/LC_MESSAGES/toteuma.po`, read as they stand: nothing is
compiled, so a plain checkout, a wheel and a translator's half-hour edit work alike. Message ids are English.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import dates, numbers
from babel.messages.pofile import read_po

from pipeline.model.settings import LANGUAGES

LOCALES = Path(__file__).resolve().parent.parent / "locale"
_ZONES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translated later"
    """Marks a text that stands in a table and is translated where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - beside N_
    """Marks the two forms of a text that stands in a table; use as `t.n(*pair, count)`."""
    return one, many


def known(lang: str) -> str:
    """The language itself when we speak it, else Finnish."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


@lru_cache(maxsize=20_000)
def _shown(value: float, pattern: str, locale: str) -> str:
    shown = str(numbers.format_decimal(value, format=pattern, locale=locale))
    return shown.replace("-", "\N{MINUS SIGN}")


class Translator:
    """Call it with an English text (and its placeholders) to get the text in its language.

    An unknown text shows as it stands: a missing translation must never stop a run (a test finds it instead).
    """

    def __init__(self, lang: str, texts: dict[str, tuple[str, ...]]) -> None:
        self.lang = lang
        self.locale = _ZONES[lang]
        self._texts = texts

    def __call__(self, text: str, **params: Any) -> str:
        """The text in this language; `{name}` is filled from the params."""
        found = self._texts.get(text, (text,))[0] or text
        return found.format(**params) if params else found

    def n(self, one: str, many: str, count: float, **params: Any) -> str:
        """The form for this many; `{n}` is the count, grouped as the language groups."""
        single = count == 1
        forms = self._texts.get(one, (one, many))
        found = (forms[0] if single else forms[-1]) or (one if single else many)
        return found.format(n=self.number(count), **params)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """237000 -> 237 000 (Finnish); at most three decimals, or exactly `decimals`; a dash for nothing."""
        if value is None:
            return "–"
        pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        return _shown(float(value), pattern, self.locale)

    def percent(self, value: float | None, decimals: int = 0) -> str:
        """85.0 -> 85 % (a no-break space in Finnish and Swedish; 85% in English)."""
        if value is None:
            return "–"
        gap = "" if self.lang == "en" else "\N{NO-BREAK SPACE}"
        return f"{self.number(value, decimals)}{gap}%"

    def moment(self, iso: str | None) -> str:
        """An ISO time or date as people of this language write it; what is no date is shown as it stands."""
        if not iso:
            return "–"
        try:
            if len(iso) == len("2024-01-31"):
                day = date.fromisoformat(iso)
                pattern = "d MMM y" if self.lang == "en" else "d.M.y"
                return str(dates.format_date(day, format=pattern, locale=self.locale))
            when = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        pattern = {"fi": "d.M.y 'klo' H.mm", "sv": "d.M.y 'kl.' H.mm", "en": "d MMM y, HH:mm"}[self.lang]
        return str(dates.format_datetime(when, format=pattern, locale=self.locale))


@cache
def translator(lang: str) -> Translator:
    """The translator of a language; Finnish for one that we do not speak."""
    lang = known(lang)
    with (LOCALES / lang / "LC_MESSAGES" / "toteuma.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        texts[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return Translator(lang, texts)
