"""The catalogue: every rule of every stage, with its texts and severities, under a city's own overlay.

Rules over tables stand in `suites/*.json` (the `meta` of each entry), rules that a stage raises itself in
`rules/*.yaml`. `overlay.yaml` changes severity or parameters, or switches a rule off, without touching either.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pipeline.model.errors import SettingsError
from pipeline.model.finding import Finding, Severity
from pipeline.model.quoting import quoted
from pipeline.model.rule import OFF, Rule, rule_from, severities
from pipeline.model.settings import LANGUAGES
from pipeline.model.suites import Suite, read_suites
from pipeline.model.yaml_file import read_yaml

CRASHED, UNJUDGED = "RUN-01", "RUN-02"
"""The rules whose texts a finding of status `rule_crashed` or `not_judged` carries."""
MISSING = "–"
_OVERLAY_KEYS = ("severity", "off", "parameters")


class _Lenient(string.Formatter):
    """Fills a message; what is missing shows as a dash, for a message must never stop a run."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002 - the signature is the base class's
        value = kwargs.get(str(key))
        return MISSING if value is None or value == "" else value

    def format_field(self, value: Any, format_spec: str) -> str:
        try:
            return str(super().format_field(value, format_spec))
        except (TypeError, ValueError):
            return str(value)


_FORMATTER = _Lenient()
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00)?")


_IN_QUOTES = re.compile("[“”]\\{(\\w+)\\}”")


def _dated(value: Any, lang: str) -> Any:
    """A date as a Finn or a Finland Swede writes it (31.12.2023); English readers keep the ISO form."""
    found = _ISO_DATE.fullmatch(value) if isinstance(value, str) and lang != "en" else None
    return f"{int(found[3])}.{int(found[2])}.{found[1]}" if found else value


def render(text: str, params: Mapping[str, Any], lang: str) -> str:
    """Fill the placeholders; a value that is a dict of languages is picked by language, Finnish where it lacks."""
    chosen = {
        name: value.get(lang, value.get(LANGUAGES[0])) if isinstance(value, Mapping) else _dated(value, lang)
        for name, value in params.items()
    }
    for name in _IN_QUOTES.findall(text):
        if isinstance(chosen.get(name), str):
            chosen[name] = quoted(chosen[name])
    return _FORMATTER.vformat(text, (), chosen)


def general(text: str, params: Mapping[str, Any], lang: str) -> str:
    """A rule's text without a finding: what the parameters do not fill is an ellipsis."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return render(text, {**dict.fromkeys(names, "…"), **params}, lang)


def _stage_rules(expectations: Path) -> Iterator[Rule]:
    for path in sorted((expectations / "rules").glob("*.yaml")):
        shown = f"rules/{path.name}"
        data = read_yaml(path, shown) or []
        if not isinstance(data, list):
            raise SettingsError(f"{shown}: the file must be a list of rules, each beginning with `- code:`.")
        for n, entry in enumerate(data, 1):
            own = entry.get("params") if isinstance(entry, dict) else None
            yield rule_from(entry, source=shown, place=f"{shown}, entry {n}", params=own)


def _suite_rules(suites: list[Suite]) -> Iterator[Rule]:
    for suite in suites:
        for n, entry in enumerate(suite.entries):
            meta = entry["meta"]
            yield rule_from(
                meta, source=suite.file, place=suite.place(n), params=["sentence", *meta.get("params", [])]
            )


def _overlay(expectations: Path, rules: Mapping[str, Rule]) -> dict[str, dict[str, Any]]:
    path = expectations / "overlay.yaml"
    if not path.exists():
        return {}
    data = read_yaml(path, path.name) or {}
    if not isinstance(data, dict):
        raise SettingsError("overlay.yaml: the file must hold lines such as `COM-06: {severity: info}`.")
    for code, change in data.items():
        place = f"overlay.yaml, {code}"
        if isinstance(change, dict) and False in change:  # YAML 1.1 reads the unquoted key off as false
            change[OFF] = change.pop(False)
        if code not in rules:
            raise SettingsError(f"{place}: there is no such rule; `toteuma rules list` shows them.")
        if not isinstance(change, dict) or not set(change) <= set(_OVERLAY_KEYS):
            raise SettingsError(f"{place}: may hold {', '.join(_OVERLAY_KEYS)} only.")
        if "severity" in change:
            change["severity"] = severities(change["severity"], place)
        if not isinstance(change.get("off", False), bool):
            raise SettingsError(f"{place}: off must be true or false.")
        if not isinstance(change.get("parameters", {}), dict):
            raise SettingsError(f"{place}: parameters must be `name: value` lines.")
        if change.get("parameters") and not rules[code].source.startswith("suites/"):
            raise SettingsError(f"{place}: this rule has no parameters; only rules of suites have.")
    return data


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules by code. Made by `load`; an unknown code never stops a run, it shows as itself."""

    _rules: Mapping[str, Rule]
    _changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    suites: tuple[Suite, ...] = ()

    @classmethod
    def load(cls, expectations: Path) -> Catalogue:
        """Merge suites, stage rules and overlay. SettingsError names file, place and remedy of a broken entry."""
        suites = read_suites(expectations)
        rules: dict[str, Rule] = {}
        for rule in (*_stage_rules(expectations), *_suite_rules(suites)):
            if rule.code in rules:
                raise SettingsError(
                    f"{rule.source}, {rule.code}: the code is already used in {rules[rule.code].source}; "
                    "take the next free one."
                )
            rules[rule.code] = rule
        return cls(rules, _overlay(expectations, rules), tuple(suites))

    def rules(self) -> list[Rule]:
        """Every rule, by code."""
        return [self._rules[code] for code in sorted(self._rules)]

    def rule(self, code: str) -> Rule:
        """The rule; KeyError when there is none of this code."""
        return self._rules[code]

    def severity(self, code: str, phase: str) -> Severity | None:
        """The rule's severity in a phase (`year_end` or `interim`), the overlay's first; None when it is off."""
        change = self._changes.get(code, {})
        if change.get("off"):
            return None
        rule = self._rules.get(code)
        told = change.get("severity") or (rule.severity if rule else {})
        word = told.get(phase, "warning")
        return None if word == OFF else cast("Severity", word)

    def parameters(self, code: str) -> dict[str, Any]:
        """The parameters that the overlay gives a suite rule, to lay over the suite's own."""
        return dict(self._changes.get(code, {}).get("parameters", {}))

    def advice(self, code: str, lang: str) -> str:
        """The rule's remedy in general, filled with its own parameters; no finding is at hand that could fill more."""
        rule = self._rules[code]
        own = {k: v for s in self.suites for e in s.entries if e["meta"]["code"] == code for k, v in e.get("kwargs", {}).items()}  # fmt: skip
        return general(rule.remedy[lang], {**own, **self.parameters(code)}, lang)

    def texts(self, finding: Finding, lang: str) -> tuple[str, str, str]:
        """(title, message, remedy) of a finding in fi, sv or en.

        A finding that could not be judged, or whose rule crashed, is told by RUN-02 or RUN-01.
        """
        code = {"rule_crashed": CRASHED, "not_judged": UNJUDGED}.get(finding.status, finding.rule)
        own = self._rules.get(finding.rule)
        rule = self._rules.get(code, own)
        if rule is None:
            return finding.rule, finding.rule, ""
        title: str | Mapping[str, str] = own.title if own else finding.rule
        params = {
            "cell": finding.ref,
            "observed": finding.observed,
            "expected": finding.expected,
            "difference": finding.difference,
            "department": finding.department,
            "rule": finding.rule,
            "title": title,
            **finding.params,
        }
        lang = lang if lang in LANGUAGES else LANGUAGES[0]
        for name, words in rule.words.items():
            said = words.get(str(params.get(name)))
            params[name] = render(said[lang], params, lang) if said else params.get(name)
        return (
            rule.title[lang],
            render(rule.message[lang], params, lang),
            render(rule.remedy[lang], params, lang),
        )
