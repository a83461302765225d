"""Colour at the cells to mend, as conditional formats: the cells, their values and their own formats stay untouched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MARK = 'N("toteuma")=0'
"""Always true, and ours: a mark of an earlier run is known by it and taken off."""
_BEFORE_FORMATS = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting",
)  # fmt: skip
_AFTER_LEGACY = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")  # fmt: skip
_RANGE = re.compile(r"^([A-Z]+)(\d+):([A-Z]+)(\d+)$")


def namespace_of(root: Any) -> str:
    """The spreadsheet namespace that this file uses (there are two)."""
    return str(etree.QName(root).namespace)


def relation_of(root: Any) -> str:
    """The namespace of relationship ids that goes with the file's own."""
    return STRICT_RELATION if "purl.oclc.org" in namespace_of(root) else RELATION


def insert_after(root: Any, element: Any, before: tuple[str, ...]) -> None:
    """Insert where the schema wants it: after the last child of these names."""
    place = 0
    for n, child in enumerate(root, 1):
        if isinstance(child.tag, str) and etree.QName(child).localname in before:
            place = n
    root.insert(place, element)


def merged(root: Any) -> dict[str, str]:
    """{first cell: merged range} of a sheet, and the first cell of every other cell is found with `anchor`."""
    space = namespace_of(root)
    found = {}
    for element in root.findall(f"{{{space}}}mergeCells/{{{space}}}mergeCell"):
        reference = element.get("ref", "")
        found[reference.split(":")[0]] = reference
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def anchor(cell: str, merges: Mapping[str, str]) -> str:
    """The cell that carries the text where `cell` lies in a merged range; else the cell itself."""
    letters = cell.rstrip("0123456789")
    row, column = int(cell[len(letters) :]), _column(letters)
    for first, reference in merges.items():
        found = _RANGE.match(reference)
        if (
            found
            and int(found[2]) <= row <= int(found[4])
            and _column(found[1]) <= column <= _column(found[3])
        ):
            return first
    return cell


def colour(
    root: Any, cells: Mapping[str, str], formats: Mapping[str, int], merges: Mapping[str, str]
) -> None:
    """Add a conditional format a cell: {address: severity}. Formats of theirs keep their precedence."""
    space = namespace_of(root)
    last = max((int(r.get("priority", 0)) for r in root.iter(f"{{{space}}}cfRule")), default=0)
    for n, (cell, severity) in enumerate(cells.items(), last + 1):
        area = etree.Element(f"{{{space}}}conditionalFormatting", sqref=merges.get(cell, cell))
        rule = etree.SubElement(area, f"{{{space}}}cfRule", type="expression", dxfId=str(formats[severity]), priority=str(n))  # fmt: skip
        etree.SubElement(rule, f"{{{space}}}formula").text = MARK
        insert_after(root, area, _BEFORE_FORMATS)


def uncolour(root: Any) -> None:
    """Take off the marks of an earlier run."""
    space = namespace_of(root)
    for area in root.findall(f"{{{space}}}conditionalFormatting"):
        for rule in area.findall(f"{{{space}}}cfRule"):
            if (rule.findtext(f"{{{space}}}formula") or "").replace(" ", "") == MARK:
                area.remove(rule)
        if not area.findall(f"{{{space}}}cfRule"):
            root.remove(area)


def name_drawing(root: Any, identity: str) -> None:
    """Let the sheet show the notes' boxes."""
    space = namespace_of(root)
    element = etree.Element(f"{{{space}}}legacyDrawing")
    element.set(f"{{{relation_of(root)}}}id", identity)
    place = next((n for n, child in enumerate(root) if isinstance(child.tag, str) and etree.QName(child).localname in _AFTER_LEGACY), len(root))  # fmt: skip
    root.insert(place, element)


def unselect(root: Any) -> None:
    """A sheet that stays selected beside the first one would take what is typed there."""
    space = namespace_of(root)
    for view in root.findall(f"{{{space}}}sheetViews/{{{space}}}sheetView"):
        view.attrib.pop("tabSelected", None)
