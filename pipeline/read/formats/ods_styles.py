"""Styles of an OpenDocument workbook: number formats as the codes that `display` knows, struck and raised texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.read.formats.package import Package, local

_DATE_PARTS = {
    "day": "d", "month": "m", "year": "yyyy", "hours": "h", "minutes": "mm", "seconds": "ss",
}  # fmt: skip
_DATA_STYLES = (
    "number-style",
    "percentage-style",
    "currency-style",
    "date-style",
    "time-style",
    "text-style",
)
_RAISED = 20
"""Percent of the line that a superscript is raised by, at least."""


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


@dataclass(slots=True)
class Styles:
    """By style name: number format code, struck, raised, hidden (of tables)."""

    formats: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def _digits(element: Any) -> str:
    decimals = int(attribute(element, "decimal-places") or 0)
    least = int(attribute(element, "min-decimal-places") or decimals)
    code = "#,##0" if attribute(element, "grouping") == "true" else "0"
    if decimals:
        code += "." + "0" * least + "#" * (decimals - least)
    factor = float(attribute(element, "display-factor") or 1)
    while factor >= 1000:
        code += ","
        factor /= 1000
    return code


def _code(style: Any) -> str:
    """The format code of one data style, its texts quoted."""
    code = ""
    for part in style:
        name = local(part)
        if name == "number":
            shown = attribute(part, "decimal-places") is not None or attribute(part, "grouping") == "true"
            code += _digits(part) if shown else "General"
        elif name in ("text", "currency-symbol"):
            text = part.text or ""
            code += text if text.strip() in ("%", "") else f'"{text}"'
        elif name in _DATE_PARTS:
            code += _DATE_PARTS[name]
        elif name == "scientific-number":
            code += "0." + "0" * int(attribute(part, "decimal-places") or 2) + "E+00"
    return code


def _data_styles(roots: list[Any]) -> dict[str, str]:
    elements = [e for root in roots for e in root.iter() if local(e) in _DATA_STYLES]
    codes = {attribute(e, "name") or "": _code(e) for e in elements}
    out = dict(codes)
    for element in elements:
        for part in element:
            # a style with a condition for positive values is itself the style of negative ones
            if local(part) == "map" and ">=0" in (attribute(part, "condition") or ""):
                name = attribute(element, "name") or ""
                out[name] = f"{codes.get(attribute(part, 'apply-style-name') or '', 'General')};{codes[name]}"
    return out


def _marks(style: Any, name: str, styles: Styles) -> None:
    for part in style:
        if local(part) == "text-properties":
            lines = (attribute(part, "text-line-through-type"), attribute(part, "text-line-through-style"))
            if any(line not in (None, "none") for line in lines):
                styles.struck.add(name)
            position = (attribute(part, "text-position") or "").split(" ")[0]
            percent = position.rstrip("%")
            if position == "super" or (percent.lstrip("-").isdigit() and int(percent) >= _RAISED):
                styles.raised.add(name)
        elif local(part) == "table-properties" and attribute(part, "display") == "false":
            styles.hidden.add(name)


def read(package: Package, content: Any) -> Styles:
    """Styles of content and of the document's own styles part."""
    roots = [content]
    if package.has("styles.xml"):
        roots.insert(0, package.xml("styles.xml"))
    codes = _data_styles(roots)
    styles = Styles()
    for root in roots:
        for style in root.iter():
            if local(style) != "style":
                continue
            name = attribute(style, "name") or ""
            data = attribute(style, "data-style-name")
            parent = attribute(style, "parent-style-name") or ""
            if data in codes:
                styles.formats[name] = codes[data]
            elif parent in styles.formats:
                styles.formats[name] = styles.formats[parent]
            _marks(style, name, styles)
    return styles
