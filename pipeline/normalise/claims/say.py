"""The sentence that tells an author what does not add up, and which slip explains it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.errors import SettingsError
from pipeline.model.places import expectations
from pipeline.model.yaml_file import read_yaml
from pipeline.normalise.claims.slips import swapped_digits
from pipeline.normalise.lexicon import completed

if TYPE_CHECKING:
    from pipeline.normalise.claims.claim import Claim

LANGUAGES = ("fi", "sv", "en")
_SEVERAL = 3
Texts = dict[str, Any]
"""What `lexicon/claim_messages.yaml` holds."""
_SIGNED = ("pct_change", "pp_change", "weighted_change")


def messages(folder: Path | None = None) -> Texts:
    """The texts of `lexicon/claim_messages.yaml` (default: of the folder in use). SettingsError on a broken file."""
    return _messages(expectations(folder).resolve())


@cache
def _messages(folder: Path) -> dict[str, Any]:
    file = folder / "lexicon" / "claim_messages.yaml"
    try:
        data = completed(read_yaml(file), file)
        for name in ("slips", "names", "units", "consistent", "not_checkable"):
            data[name].items()
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{file}: the sentences of claims cannot be read ({error}).") from error
    return dict(data)


def number(value: float, lang: str, decimals: int | None = None) -> str:
    """A number as people of the language write it: 12 345,6 or 12,345.6; no more than `decimals` (else 1)."""
    places = decimals if decimals is not None else (0 if abs(value) >= 1000 or value == round(value) else 1)
    text = f"{abs(value):,.{places}f}"
    if "." in text and decimals is None:
        text = text.rstrip("0").rstrip(".")
    if lang != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text if value >= 0 else f"\u2212{text}"


def _shown(value: float, unit: str | None, lang: str, texts: Texts, *, signed: bool, decimals: int | None = None) -> str:  # fmt: skip
    text = number(value, lang, decimals)
    if signed and value > 0:
        text = f"+{text}"
    labels = texts["units"].get(unit, {})
    return text + str(labels.get(lang, ""))


def change(value: float, unit: str | None, lang: str, folder: Path | None = None) -> str:
    """A change with its sign and unit, as people of the language write it: −334 451 €."""
    return _shown(value, unit, lang, messages(folder), signed=True)


def _decimals(unit: str | None, low: float | None, high: float | None) -> int | None:
    if unit not in ("percent", "percentage_point", "times"):
        return None
    width = (high or 0.0) - (low or 0.0)
    return 2 if 0 < width <= 0.15 else 1


def _downwards(row: Mapping[str, Any]) -> bool:
    """Whether a difference is told by its size alone: "16 000 fewer"."""
    return row["type"] == "difference" and row["fits"] != "swapped" and (row["expected"] or 0.0) < 0


def figure(row: Mapping[str, Any], lang: str, folder: Path | None = None) -> str | None:
    """The recomputed figure of a row of CLAIMS as its sentence writes it, without its interval; None without one."""
    if row["expected"] is None:
        return None
    value = -row["expected"] if _downwards(row) else row["expected"]
    places = _decimals(row["unit"], row["stated_low"], row["stated_high"])
    signed = row["type"] in _SIGNED
    return _shown(value, row["unit"], lang, messages(folder), signed=signed, decimals=places)


def expected(claim: Claim, lang: str, texts: Texts) -> str:
    """The recomputed value; its interval too where rounding of the operands makes it wide."""
    if claim.expected is None:
        return "–"
    signed = claim.type in _SIGNED
    places = _decimals(claim.unit, claim.stated_low, claim.stated_high)
    ends_of = (claim.expected_low, claim.expected_high)
    if _downwards({"type": claim.type, "fits": claim.fits, "expected": claim.expected}):
        return expected(replace(claim, expected=-claim.expected, expected_low=_minus(ends_of[1]), expected_high=_minus(ends_of[0])), lang, texts)  # fmt: skip
    middle = _shown(claim.expected, claim.unit, lang, texts, signed=signed, decimals=places)
    if claim.expected_low is None or claim.expected_high is None:
        return middle
    ends = [
        _shown(e, None, lang, texts, signed=signed, decimals=places)
        for e in (claim.expected_low, claim.expected_high)
    ]
    return middle if ends[0] == ends[1] else f"{middle} ({ends[0]} … {ends[1]})"


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _quoted(text: str, lang: str) -> str:
    """An inflected figure is quoted, so that the sentence around it may stay as it is."""
    if not re.search(r"[^\W\d_]{4,}", text):
        return text
    return f"“{text}”" if lang == "en" else f"”{text}”"


def _filled(claim: Claim, lang: str, texts: Texts) -> dict[str, str]:
    known = {k: str(v) for k, v in claim.details.items() if v is not None}
    if claim.details.get("near"):
        places = claim.details["near"]
        known["near"] = ", ".join(f"{k}/{n} = {_shown(100 * k / n, 'percent', lang, texts, signed=False, decimals=1)}" for k, n in places)  # fmt: skip
    base = known.get("base", "")
    template = texts["names"].get(known.get("base_name", ""), {}).get(lang)
    if template and claim.type not in ("restatement", "direction", "target_comparison", "period_match"):
        base = template.format(base=base)
    blank = dict.fromkeys(("other", "whole", "part", "near", "new"), "–")
    return {**blank, **known, "first": known.get("base", "–"), "base": base, "written": known.get("head") or _quoted(claim.written or claim.quote, lang), "expected": expected(claim, lang, texts)}  # fmt: skip


def _other_way(claim: Claim) -> bool:
    """Whether the size is right and only the direction is not."""
    if claim.stated is None or claim.expected_low is None or claim.expected_high is None:
        return False
    return claim.expected_low <= -claim.stated <= claim.expected_high or claim.stated == -(
        claim.expected or 0.0
    )


def _plainly_mistyped(claim: Claim) -> bool:
    """Whether one may say that a figure is mistyped: two digits exchanged, or one wrong of at least three."""
    stated, right = abs(claim.stated or 0.0), abs(claim.expected or 0.0)
    return swapped_digits(stated, right) or len(re.sub(r"\D", "", f"{stated:g}").strip("0")) >= _SEVERAL


def sentence(claim: Claim, lang: str, folder: Path | None = None) -> str:
    """One or two short sentences in fi, sv or en (fi for another language), in the words of an expectations folder."""
    lang, texts = (lang if lang in LANGUAGES else "fi"), messages(folder)
    if claim.verdict != "inconsistent":
        return str(texts[claim.verdict][lang])
    filled = _filled(claim, lang, texts)
    template = texts.get(claim.type) or texts["restatement"]
    said = str(template[lang]).format(**filled)
    name = claim.details.get("special") or claim.fits or "none"
    if name == "swapped" and _other_way(claim):
        name = "other_way"
    if name == "typo_digit" and not _plainly_mistyped(claim):
        return said[:1].upper() + said[1:]  # two digits of which one differs: the sentence before says enough
    slip = texts["slips"].get(f"{name}_{claim.type}", texts["slips"].get(name))
    if slip and claim.written:
        said += " " + str(slip[lang]).format(**{**filled, "stated": _quoted(claim.written, lang)})
    return said[:1].upper() + said[1:]
