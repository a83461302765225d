"""What a number cell shows: value and number format → the text a person sees, and the number as seen.

A number cell has no written form of its own: it shows as the workbook's language writes numbers. Finnish and Swedish
have a decimal comma, a space between thousands and before %; English a decimal point, a comma, and what the format
says before %. Dates are d.m.yyyy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_BRACKET = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]|\[h+\]|\[m+\]|\[s+\]", re.IGNORECASE)
_FIRST_DATE = 32874  # 1.1.1990
_PLACE = "\ue000"  # stands for a literal in a format code; private use, never in data


@dataclass(frozen=True, slots=True)
class Shown:
    """`number` is what a person reads off the cell: 13 for 0.13 shown as "13 %"."""

    text: str
    number: float | None
    kind: str  # number, date, time, duration


@dataclass(frozen=True, slots=True)
class Convention:
    """How a language writes numbers; `percent` is put before the sign, None leaves what the format has."""

    decimal: str = ","
    thousands: str = " "
    percent: str | None = " "


NORDIC = Convention()
CONVENTIONS = {"en": Convention(".", ",", None)}
"""Language → convention; every other language writes as the Nordic ones."""


@dataclass(slots=True)
class _Section:
    code: str
    literals: list[str]


@lru_cache(maxsize=512)
def _sections(code: str) -> list[_Section]:
    out: list[_Section] = []
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = match[1] if match[1] is not None else match[2]
        if text is None:
            return " " if match[3] else ""
        literals.append(text)
        return _PLACE

    code = _CURRENCY.sub(lambda m: f'"{m[1]}"', code)
    # a semicolon inside quotes does not end a section
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    for part in parts:
        literals = []
        out.append(_Section(_BRACKET.sub("", _QUOTED.sub(keep, part)), literals))
    return out


@lru_cache(maxsize=512)
def is_date(code: str) -> bool:
    """Whether a format shows dates or times; letters in quotes, escapes and padding do not count."""
    bare = _sections(code)[0].code
    return code.lower() != "general" and bool(_DATE_LETTERS.search(re.sub(r"[Ee][+-]|General", "", bare)))


def rounded(value: float, digits: int) -> Decimal:
    """Half away from zero on the 15 digits that Excel keeps."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def plain(value: float, marks: Convention = NORDIC) -> str:
    """General: at most 15 significant digits, a decimal mark, no grouping."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return text.replace(".", marks.decimal).replace("e", "E")


def _grouped(digits: str, marks: Convention) -> str:
    whole, _, fraction = digits.partition(".")
    sign, whole = (whole[0], whole[1:]) if whole[:1] in "+-" else ("", whole)
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return f"{sign}{marks.thousands.join([whole, *groups])}" + (
        f"{marks.decimal}{fraction}" if fraction else ""
    )


def number(value: float, code: str, marks: Convention = NORDIC) -> Shown:
    """A number under a number format."""
    if code.lower() in ("general", "@", ""):
        return Shown(plain(value, marks), float(f"{value:.15g}"), "number")
    sections = _sections(code)
    if (fraction := _FRACTION.fullmatch(sections[0].code.strip())) and not sections[0].literals:
        return Shown(_as_fraction(value, fraction), value, "number")
    section, shown = sections[0], value
    if len(sections) > 1 and value < 0:
        section, shown = sections[1], abs(value)
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    body = section.code
    if "general" in body.lower():
        return Shown(
            _fill(re.sub("general", lambda _m: plain(value, marks), body, flags=re.IGNORECASE), section),
            value,
            "number",
        )
    pattern = re.search(r"[#0?][#0?.,\s]*(?:[Ee][+-]0+)?", body)
    if pattern is None:
        return Shown(_fill(body, section).strip() or "", None, "number")
    mask = pattern[0].rstrip()
    scale = len(re.search(r",*$", mask)[0])  # type: ignore[index]  # the pattern matches the empty string too
    mask = mask.rstrip(",")
    shown = shown / 1000**scale
    percent = body.count("%")
    shown *= 100**percent
    if re.search(r"[Ee][+-]", mask):
        digits = len(re.sub(r"[^0#]", "", mask.partition("E")[0].partition("e")[0].partition(".")[2]))
        text = f"{shown:.{digits}E}".replace(".", marks.decimal)
    else:
        decimals = mask.partition(".")[2]
        exact = rounded(shown, len(re.sub(r"[^0#?]", "", decimals)))
        text = f"{exact:f}"
        optional = len(decimals) - len(decimals.rstrip("#?"))
        for _ in range(optional):
            if text.endswith("0") and "." in text:
                text = text[:-1]
        text = text.rstrip(".") if "." in text else text
        grouped = "," in mask or re.search(r"[#0] [#0]", mask)
        text = _grouped(text, marks) if grouped else text.replace(".", marks.decimal)
    negative = len(sections) > 1 and value < 0
    out = _fill(
        body.replace(pattern[0], text + (" " if pattern[0] != pattern[0].rstrip() else ""), 1), section
    )
    if marks.percent is not None:
        out = re.sub(r"\s*%", f"{marks.percent}%", out)
    out = " ".join(out.split())
    if negative:
        # accounting parentheses and red negatives say minus; people must see the sign
        out = "-" + out.strip("()").lstrip("-").strip()
    sign = -1 if negative else 1
    seen = float(f"{sign * shown:.15g}")
    return Shown(out, seen, "number")


_FRACTION = re.compile(r"(?P<whole>[#0]+\s+)?[#?0]+\s*/\s*(?P<parts>\?+|#+|\d+)")


def _as_fraction(value: float, code: re.Match[str]) -> str:
    """A number under `# ?/?`: 1/2, 2 1/4; `# ?/8` rounds to eighths."""
    parts = code["parts"]
    if parts.isdigit():
        near = Fraction(round(value * int(parts)), int(parts))
    else:
        near = Fraction(value).limit_denominator(10 ** len(parts) - 1)
    whole, rest = divmod(abs(near), 1) if code["whole"] else (0, abs(near))
    sign = "-" if near < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def typed(text: str, code: str) -> str:
    """A text under a number format: `@" pv"` shows the unit behind what was typed."""
    if "@" not in code or code == "@":
        return text
    section = next((s for s in _sections(code) if "@" in s.code), None)
    return _fill(section.code.replace("@", text), section) if section else text


def _fill(code: str, section: _Section) -> str:
    for literal in section.literals:
        code = code.replace(_PLACE, literal, 1)
    return code


def is_number_in_date_format(serial: float, code: str, *, epoch_1904: bool) -> bool:
    """Whether a plain number was typed into a cell that carries a date format: 35, 60 or 2 023 as days.

    Nobody reports dates before 1990; times and durations are left alone.
    """
    bare = _sections(code)[0].code.lower()
    if re.search(r"[hs]|\[m+\]", bare):
        return False
    return serial + (1462 if epoch_1904 else 0) < _FIRST_DATE


def iso_date(text: str) -> str:
    """An ISO date or date and time (cells of type d) as d.m.yyyy; other texts as they are."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    return _date_text(when, "d.m.yyyy h" if when.hour or when.minute else "d.m.yyyy")


def moment(serial: float, code: str, *, epoch_1904: bool) -> tuple[Shown, str]:
    """A date, time or duration under a date format; also its ISO form."""
    bare = _sections(code)[0].code.lower()
    if re.search(r"\[[hms]+\]", bare):
        total = round(serial * 86400)
        text = f"{total // 3600}:{total % 3600 // 60:02d}" + (f":{total % 60:02d}" if "s" in bare else "")
        return Shown(text, None, "duration"), text
    if serial < 0 or serial > 2_958_465:
        return Shown(plain(serial), serial, "number"), plain(serial)
    # day 60 is the 29 February 1900 that never was: below it the count is off by one
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 31 if serial < 60 else 30)  # noqa: DTZ001 - cell dates have no zone
    when = start + timedelta(seconds=round(serial * 86400))
    has_day, has_clock = "d" in bare or "y" in bare, "h" in bare or "s" in bare
    if has_clock and not has_day and serial < 1:
        return Shown(f"{when:%H:%M}".lstrip("0") or "0:00", None, "time"), f"{when:%H:%M:%S}"
    shown = _with_words(_date_text(when, bare), _sections(code)[0])
    return Shown(
        shown, None, "date"
    ), when.isoformat() if when.hour or when.minute else when.date().isoformat()


def _with_words(text: str, section: _Section) -> str:
    """A date between the words of its format: `"Toteuma "d.m.yyyy` shows "Toteuma 31.12.2023"."""
    spots = [m.start() for m in _DATE_LETTERS.finditer(section.code)]
    before, after = section.code[: spots[0]], section.code[spots[-1] + 1 :]
    held = section.literals
    lead = _fill(before, _Section(before, held[: before.count(_PLACE)]))
    tail = _fill(after, _Section(after, held[len(held) - after.count(_PLACE) :]))
    words = (part if any(ch.isalpha() for ch in part) else "" for part in (lead, tail))
    first, last = words
    return f"{first}{text}{last}".strip()


def _date_text(when: datetime, bare: str) -> str:
    day: date = when.date()
    if "d" not in bare and "y" in bare:
        return f"{day.month}/{day.year}" if "m" in bare else f"{day.year}"
    text = f"{day.day}.{day.month}." if "y" not in bare else f"{day.day}.{day.month}.{day.year}"
    return f"{text} {when.hour}.{when.minute:02d}" if "h" in bare else text
