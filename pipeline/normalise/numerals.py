"""A figure in digits with its sign, its decimals and its unit, as Finnish, Swedish, Norwegian and English write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.normalise.identifiers import MASK
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.text import lead_in
from pipeline.normalise.tolerance import resolution

NUMBER = re.compile(
    r"(?<![^\W_])(?<!\d[.,])(?P<sign>[+\-\u00b1]\s?)?(?P<money>[$€£]\s?)?"
    r"(?P<body>\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
    # a slip of the thumb is forgiven: two spaces for one, a space before the decimal comma
    r"|(?<!\d  )\d{1,3} {2}\d{3}(?! {0,2}\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.])"
    r"|\d{1,3}(?:'\d{3})+(?!\d)"
    r"|\d+ ,\d{1,2}(?![\d,]|\.\d)"
    r"|\d+(?:[.,]\d+)?)(?P<bare>,(?=\s*%))?"
)
_MONEY = {"$": "USD", "€": "EUR", "£": "GBP"}
_ARROW = re.compile(r"([\u25b2\u25bc\u2191\u2193\u2b06\u2b07])\s?$")
_MOST_DIGITS = 15
_SUFFIX = re.compile(r":[^\W\d_]{1,6}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SCALE_LETTER = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "mn": 1e6, "K": 1e3, "M": 1e6}


@dataclass(slots=True)
class Number:
    """A figure. `value` is in the base unit (scale applied); `start`, `end` enclose the digits, `stop` ends the unit."""

    value: float
    as_written: str
    start: int
    end: int
    stop: int
    resolution: float
    sign: str | None = None
    scale: float = 1
    approx: str | None = None
    comparator: str | None = None
    unit: str | None = None
    unit_text: str | None = None
    per: str | None = None
    word: bool = False
    decimals: int = 0
    lead: int = 0  # offset where the words that belong to the figure begin
    flags: list[str] = field(default_factory=list)

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a percentage."""
        return self.unit == "percent"

    @property
    def is_pp(self) -> bool:
        """Whether the figure is in percentage points."""
        return self.unit == "percentage_point"


def digits_value(body: str, lang: str | None, *, money: bool = False) -> tuple[float, int, str | None]:
    """Value, count of decimals and a flag of the digits of one figure. Raises ValueError on anything else."""
    plain = body.replace(" ", "").replace("'", "")
    commas, points = plain.count(","), plain.count(".")
    english = lang == "en" or money
    if commas and points:
        decimal = "," if plain.rfind(",") > plain.rfind(".") else "."
        other = "." if decimal == "," else ","
        whole, _, rest = plain.replace(other, "").partition(decimal)
        return float(f"{whole}.{rest}"), len(rest), "thousands_comma" if other == "," else "thousands_point"
    if not commas and not points:
        return float(plain), 0, None
    mark = "," if commas else "."
    whole, _, rest = plain.partition(mark)
    grouped = plain.count(mark) > 1 or (
        len(rest) == 3 and whole != "0" and len(whole) <= 3 and " " not in body
    )
    if grouped and (plain.count(mark) > 1 or (mark == "," and english) or (mark == "." and not english)):
        return float(plain.replace(mark, "")), 0, "thousands_comma" if mark == "," else "thousands_point"
    return float(f"{whole}.{rest}"), len(rest), "decimal_point" if mark == "." else None


def number_at(
    m: re.Match[str], text: str, lang: str | None, lexicon: Lexicon, original: str
) -> Number | None:
    """The figure a match of NUMBER is, with the unit written after it; None for digits that run on into letters."""
    money = (m["money"] or "").strip()
    if sum(c.isdigit() for c in m["body"]) > _MOST_DIGITS and "." not in m["body"]:
        return None  # an account or a reference number
    value, decimals, flag = digits_value(m["body"], lang, money=bool(money) and money != "€")
    end = m.end()
    noise = len(m["body"]) > 14 and decimals >= 8
    if noise:
        value, decimals = round(value, 6), 0
    number = Number(value, original[m.start() : end].strip(), m.start(), end, end, 0.0, decimals=decimals)
    number.flags += [f for f in (flag if not noise else "float_noise",) if f]
    if m["bare"]:
        number.flags.append("decimal_comma_without_digit")
    _sign(number, m, text)
    number.lead = number.start
    if not _unit(number, text, lang, lexicon, original, money):
        return None
    if money:
        _money(number, money, original)
    number.value *= number.scale
    if number.sign == "-":
        number.value = -number.value
    percent = number.unit in ("percent", "percentage_point", "permille")
    number.resolution = 10.0**-decimals if percent else resolution(number.value, decimals, number.scale)
    return number


def _sign(number: Number, m: re.Match[str], text: str) -> None:
    sign = (m["sign"] or "").strip()
    if not sign:
        arrow = _ARROW.search(lead_in(text, m.start()))
        number.sign = arrow and ("+" if arrow[1] in "\u25b2\u2191\u2b06" else "-")
        return
    before = lead_in(text, m.start())
    spaced = len(m["sign"]) > 1
    follows_figure = before.rstrip()[-1:].isdigit() or before.rstrip()[-1:] in ("%", MASK, "€")
    bullet = (
        spaced
        and (not before.strip() or before.endswith("\n"))
        and sign == "-"
        and not re.match(r"\s?,?\s?%", text[m.end() :])
    )
    if bullet or (follows_figure and (spaced or not before[-1:].isspace())) or before[-1:].isalnum():
        number.start += len(m["sign"])
        number.as_written = (
            number.as_written[len(m["sign"]) :].strip()
            if not spaced
            else number.as_written.lstrip("+-\u2212\u2013\u00b1 ")
        )
        return
    number.sign = sign


def _unit(number: Number, text: str, lang: str | None, lexicon: Lexicon, original: str, money: str) -> bool:
    at = number.end
    suffix = _SUFFIX.match(text, at)
    if suffix:
        at = suffix.end()
        number.flags.append("case_suffix_on_number")
        number.stop = at
    glued = _LETTERS.match(text, at) is not None
    if glued and money and _letter_scale(number, text, at):
        return True
    start = at if glued else _skip(text, at)
    scaled = lexicon.forms["scales"].at(text, start, lang)
    found = lexicon.forms["units"].at(text, start, lang)
    if scaled and (found is None or found[1] <= scaled[1]):
        number.scale, number.stop = scaled[0].scale, scaled[1]
        found = lexicon.forms["units"].at(text, _skip(text, scaled[1]), lang)
        number.unit_text = original[start : scaled[1]]
    elif glued and found is None:
        return _letter_scale(number, text, at)
    elif found is None and text[start : start + 1] == "(":
        inner = lexicon.forms["units"].at(text, start + 1, lang)
        if inner and text[inner[1] : inner[1] + 1] == ")":
            start, found = start + 1, inner
            number.flags.append("unit_in_parentheses")
    if found and _divides(number, text, start, found[1], lang, lexicon):
        return True
    if found:
        number.unit, number.stop = found[0].name, found[1]
        number.scale *= found[0].scale
        number.unit_text = (
            original[start : found[1]].strip().partition(":")[0]
            if found[0].name != "overnight"
            else original[start : found[1]]
        )
        _twice(number, text, lang, lexicon)
    _per(number, text, lang, lexicon)
    return True


def _divides(number: Number, text: str, start: int, end: int, lang: str | None, lexicon: Lexicon) -> bool:
    """Whether the unit's word is what the figure is divided by ("14,9 henkilötyövuotta kohden"): then no unit is told."""
    word = _LETTERS.match(text, _skip(text, end))
    if word is None or word.group().lower() not in lexicon.lists["markers"]["per_behind"]:
        return False
    by = lexicon.forms["per"].at(text, start, lang)
    if by is None:
        return False
    number.per, number.stop = by[0].name, word.end()
    return True


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] == " ":
        at += 1
    return at


def _letter_scale(number: Number, text: str, at: int) -> bool:
    letters = _LETTERS.match(text, at)
    scale = _SCALE_LETTER.get(letters.group() if letters else "")
    if scale is None or letters is None or text[letters.end() : letters.end() + 1].isalnum():
        return False
    number.scale, number.stop = scale, letters.end()
    return True


def _twice(number: Number, text: str, lang: str | None, lexicon: Lexicon) -> None:
    again = lexicon.forms["units"].at(text, _skip(text, number.stop), lang)
    if again and again[0].name == number.unit and again[0].scale == 1 and again[1] - number.stop > 2:
        number.stop = again[1]
        number.flags.append("duplicate_unit")


def _per(number: Number, text: str, lang: str | None, lexicon: Lexicon) -> None:
    slash = re.compile(r"\s?/\s?(?:1 ?000 ?)?").match(text, number.stop)
    if slash is None:
        return
    found = lexicon.forms["per"].at(text, slash.end(), lang)
    if found:
        number.per, number.stop = found[0].name, found[1]


def _money(number: Number, money: str, original: str) -> None:
    if number.unit is not None:
        return
    number.unit = _MONEY[money]
    number.unit_text = money if number.scale == 1 else f"{money}…{original[number.end : number.stop].strip()}"
