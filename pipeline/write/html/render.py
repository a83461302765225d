"""Jinja as these pages use it: everything escaped, one style and one script allowed by their hashes."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.write.charts import bars, tally_bar
from pipeline.write.html import words
from pipeline.write.i18n import Translator, translator
from pipeline.write.report.model import ClaimView, Tally

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# What XML and HTML cannot hold, and lone surrogates, which cannot be encoded.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(value: Any) -> Any:
    """A submitted text without what a page cannot hold; anything else as it is."""
    return _replaced(_UNPRINTABLE, "\N{REPLACEMENT CHARACTER}", value)


_SIGN = re.compile(r"(?<=\d) (?=[%‰€])")


def tied(value: Any) -> Any:
    """A text as a page shows it: clean, and with no line's end between a figure and its sign ("90 %")."""
    return _replaced(_SIGN, "\N{NO-BREAK SPACE}", clean(value))


def _replaced(pattern: re.Pattern[str], by: str, value: Any) -> Any:
    if not isinstance(value, str) or not pattern.search(value):
        return value
    text = pattern.sub(by, value)
    return Markup(text) if isinstance(value, Markup) else text  # noqa: S704 - it was safe before, and both are harmless


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=tied,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _asset(name: str) -> tuple[str, str]:
    """(text, CSP source) of a file that is put inline."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return text, f"'sha256-{digest}'"


def csp() -> str:
    """The policy: nothing but our own inline style and script; no request can leave the page."""
    style, script = _asset("style.css")[1], _asset("filter.js")[1]
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def by_quote(claims: Iterable[ClaimView], t: Translator) -> list[tuple[ClaimView, list[list[ClaimView]]]]:
    """Statements gathered under the quote that they share: (the first of them, those that read alike), in order."""
    groups = (list(same) for _, same in groupby(claims, key=lambda c: (c.quote, c.ref)))
    return [(same[0], _alike(same, t)) for same in groups]


def _alike(claims: Iterable[ClaimView], t: Translator) -> list[list[ClaimView]]:
    """Statements of one quote, those together that a reader could not tell apart: they are shown as one line."""
    found: dict[tuple[str, ...], list[ClaimView]] = {}
    for claim in claims:
        told = claim_name(claim, t), claim.verdict, claim.computed
        found.setdefault((*told, "" if claim.verdict == "consistent" else claim.message), []).append(claim)
    return list(found.values())


def claim_name(claim: ClaimView, t: Translator) -> str:
    """What a statement is about: "muutos 13 %", "ajanjakso"."""
    name = t(str(words.CLAIMS[claim.type])) if claim.type in words.CLAIMS else ""
    return name if claim.type in words.WITHOUT_FIGURE else f"{name} {claim.stated}".strip()


def page(template: str, lang: str, **context: Any) -> str:
    """One page as text. `context` adds to what every page knows: translator, names, charts, style and script."""
    t = translator(lang)

    def lang_of(text_lang: str) -> str:
        return Markup("") if text_lang in ("", lang) else Markup(' lang="{}"').format(text_lang)

    def share(tally: Tally) -> str:
        return f"{t.number(tally.met)} / {t.number(tally.total)}" if tally.total else "–"

    return str(
        _environment()
        .get_template(template)
        .render(
            t=t,
            n=t.n,
            lang=t.lang,
            lang_of=lang_of,
            share=share,
            pct=lambda tally: t.percent(tally.met_pct),
            of=lambda tally: t("{met} of {total}", met=t.number(tally.met), total=t.number(tally.total)),
            by_quote=lambda claims: by_quote(claims, t),
            without_figure=words.WITHOUT_FIGURE,
            claim_name=lambda claim: claim_name(claim, t),
            theme_name=lambda theme: t(str(words.THEMES.get(theme, theme))),
            bars=bars,
            tally_bar=tally_bar,
            csp=csp(),
            css=Markup(_asset("style.css")[0]),  # noqa: S704 - our own file
            script=Markup(_asset("filter.js")[0]),  # noqa: S704 - our own file
            **{name: {key: t(word) for key, word in table.items()} for name, table in words.TABLES.items()},
            **context,
        )
    )


def put(path: Path, text: str) -> None:
    """Write a page whole or not at all, with line ends that its hashes were made of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(aside, path)  # noqa: PTH105 - one atomic rename
