"""A rule as the catalogue holds it, and the reading of one entry with every mistake named."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.finding import SEVERITIES
from pipeline.model.settings import LANGUAGES

PHASES = ("year_end", "interim")
OFF = "off"
TEXTS = ("title", "why", "message", "remedy")
COMMON_PLACEHOLDERS = frozenset(
    {"file", "sheet", "cell", "observed", "expected", "department", "difference", "rule"}
)
"""Placeholders that every message may use; a rule's own stand in its `params`."""
_CODE = re.compile(r"[A-Z]{2,4}-\d{2,3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: texts by language, severity by phase.

    `source` is the file it stands in. `person` marks a rule that only a person can judge: it is listed, never run.
    `needs` are the roles (baseline, target, actual, explanation) without which it cannot be judged; a `root` rule
    says that its role is missing or unreadable. `follows` are rules that say the same with more right: at one row this
    rule's finding stands under theirs. `words` say a parameter's codes as people do (parameter, code, language).
    """

    code: str
    theme: str
    severity: Mapping[str, str]
    title: Mapping[str, str]
    why: Mapping[str, str]
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    source: str = ""
    person: bool = False
    needs: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    root: bool = False
    role: str = ""
    params: tuple[str, ...] = field(default=())
    words: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def placeholders(text: str) -> set[str]:
    """The names in braces; ValueError where the braces do not pair up or a name is no plain word."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    odd = sorted(n for n in names if not n.isidentifier())
    if odd:
        raise ValueError(f"{{{odd[0]}}} is not a placeholder")
    return names


def severities(data: Any, place: str) -> dict[str, str]:
    """`{year_end, interim}` from such a mapping or from one word for both; SettingsError names the place."""
    if isinstance(data, bool):  # YAML 1.1 reads an unquoted off as false
        data = OFF if data is False else str(data)
    found = dict.fromkeys(PHASES, data) if isinstance(data, str) else data
    if not isinstance(found, Mapping) or set(found) != set(PHASES):
        raise SettingsError(f"{place}: severity needs year_end and interim, or one word for both.")
    found = {phase: OFF if word is False else word for phase, word in found.items()}
    for phase, word in found.items():
        if word not in (*SEVERITIES, OFF):
            raise SettingsError(
                f"{place}: severity {phase} is {word!r}; use one of {', '.join(SEVERITIES)} or {OFF}."
            )
    return dict(found)


def _texts(data: Mapping[str, Any], name: str, place: str) -> dict[str, str]:
    texts = data.get(name)
    if not isinstance(texts, Mapping):
        raise SettingsError(f"{place}: {name} is missing; write it in {', '.join(LANGUAGES)}.")
    for lang in LANGUAGES:
        if not isinstance(texts.get(lang), str) or not texts[lang].strip():
            raise SettingsError(f"{place}: {name} has no text in {lang!r}; write one.")
    return {lang: texts[lang] for lang in LANGUAGES}


def _check_placeholders(texts: Mapping[str, str], known: Iterable[str] | None, place: str) -> None:
    for lang, text in texts.items():
        try:
            names = placeholders(text)
        except ValueError as error:
            raise SettingsError(
                f"{place}: the {lang} text {text!r} has a broken placeholder ({error}); write {{name}}, or {{{{ and }}}} for braces."
            ) from error
        unknown = sorted(names - set(known) - COMMON_PLACEHOLDERS) if known is not None else []
        if unknown:
            offered = ", ".join(sorted({*COMMON_PLACEHOLDERS, *(known or ())}))
            raise SettingsError(
                f"{place}: unknown placeholder {{{unknown[0]}}} in the {lang} text; known are {offered}."
            )


def _list(data: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise SettingsError(f"{place}: {name} must be a list of words.")
    return tuple(found)


def _words(data: Mapping[str, Any], place: str) -> dict[str, dict[str, dict[str, str]]]:
    told = data.get("words", {})
    if not isinstance(told, Mapping) or not all(isinstance(codes, Mapping) for codes in told.values()):
        raise SettingsError(f"{place}: words must be `parameter: {{code: {{language: text}}}}`.")
    return {
        str(param): {str(code): _texts(codes, code, f"{place}, words of {param}") for code in codes}
        for param, codes in told.items()
    }


def rule_from(data: Any, *, source: str, place: str, params: Iterable[str] | None) -> Rule:
    """The rule in `data`. `params` are the placeholders it may use beside the common ones; None: any name.

    SettingsError names `place` (file and entry), what is wrong, and what to write instead.
    """
    if not isinstance(data, Mapping):
        raise SettingsError(f"{place}: an entry must be `name: value` lines that begin with code.")
    code = data.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise SettingsError(f"{place}: code is {code!r}; write one such as COM-01.")
    place = f"{place}, {code}"
    texts = {name: _texts(data, name, place) for name in TEXTS}
    for name in ("message", "remedy"):
        _check_placeholders(texts[name], params, place)
    theme = data.get("theme")
    if not isinstance(theme, str) or not theme:
        raise SettingsError(f"{place}: theme is missing; write the group it is listed under.")
    role = data.get("role", "")
    return Rule(
        code=code,
        theme=theme,
        severity=severities(data.get("severity"), place),
        source=source,
        person=data.get("person") is True,
        needs=_list(data, "needs", place),
        follows=_list(data, "follows", place),
        root=data.get("root") is True,
        role=role if isinstance(role, str) else "",
        params=tuple(params or ()),
        words=_words(data, place),
        **texts,
    )
