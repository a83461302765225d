"""Number formats and struck fonts of a workbook's styles; fills and the rest do not concern reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.model.errors import UnreadableWorkbook
from pipeline.read.formats.package import Package, local

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "d.m.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d.m.yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0 €", 43: "#,##0.00", 44: "#,##0.00 €", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


@dataclass(slots=True)
class Styles:
    """Number format code and struck font per cell style index."""

    formats: list[str] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)

    def format(self, index: int) -> str:
        """The format code of a cell style; General where styles are missing."""
        return self.formats[index] if 0 <= index < len(self.formats) else "General"

    def is_struck(self, index: int) -> bool:
        """Whether the style's font is struck through."""
        return self.struck[index] if 0 <= index < len(self.struck) else False


def truthy(value: str | None) -> bool:
    """An XML boolean attribute."""
    return value is not None and value.lower() not in ("0", "false", "off")


def has_strike(font: Any) -> bool:
    """Whether a font or a run's properties strike through."""
    for child in font:
        if local(child) in ("strike", "dstrike"):
            return truthy(child.get("val", "1"))
    return False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def read(package: Package, part: str) -> Styles:
    """Styles of the part; an unreadable part gives General everywhere, for values do not depend on fills."""
    if not package.has(part):
        return Styles()
    try:
        root = package.xml(part)
    except UnreadableWorkbook as error:
        if error.rule != "REA-21":
            raise
        return Styles()
    own: dict[int, str] = {}
    fonts: list[bool] = []
    styles = Styles()
    for section in root:
        name = local(section)
        if name == "numFmts":
            own = {_number(f.get("numFmtId")): f.get("formatCode") or "General" for f in section}
        elif name == "fonts":
            fonts = [has_strike(f) for f in section]
        elif name == "cellXfs":
            for xf in section:
                number, font = _number(xf.get("numFmtId")), _number(xf.get("fontId"))
                styles.formats.append(own.get(number) or BUILT_IN.get(number, "General"))
                styles.struck.append(fonts[font] if font < len(fonts) else False)
    return styles
