"""Workbooks of Office Open XML (.xlsx, .xlsm, Strict and Transitional), read straight from the package's parts.

A pass of our own, because no library keeps all of what people see: struck and superscript runs, formulas without a
saved value, notes, text boxes and hidden columns, in workbooks that other programs refuse (docs/decisions/0002).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Grid, Sheet, SheetState
from pipeline.model.settings import Limits
from pipeline.read.formats import attachments, strings, styles, worksheet
from pipeline.read.formats.package import Package, local
from pipeline.read.formats.styles import truthy

_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}
_PROPERTIES = {"creator": "author", "lastModifiedBy": "modified_by", "modified": "modified", "title": "title"}


def _workbook_part(package: Package) -> str:
    for kind, target in package.relations("").values():
        if kind == "officeDocument" and package.has(target):
            return target
    if package.has("xl/workbook.xml"):
        return "xl/workbook.xml"
    raise UnreadableWorkbook("REA-25", observed="workbook.xml")


def _related(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for k, target in relations.values() if k == kind), None)


def _links(package: Package, root: Any, relations: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Number in formulas `[1]` → name of the other workbook. Nothing is ever fetched."""
    links = {}
    references = [e for e in root.iter() if local(e) == "externalReference"]
    for number, element in enumerate(references, 1):
        part = relations.get(_relation_id(element), ("", ""))[1]
        targets = [t for _, t in package.relations(part).values()] if part else []
        name = targets[0] if targets else part
        links[str(number)] = unquote(name.replace("\\", "/").rpartition("/")[2])
    return links


def _relation_id(element: Any) -> str:
    """The `r:id`, whichever namespace the dialect gives it."""
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("docProps/core.xml", "docProps/custom.xml"):
        if not package.has(part):
            continue
        try:
            root = package.xml(part)
        except UnreadableWorkbook as error:
            if error.rule != "REA-21":
                raise
            continue  # properties are no data: damaged ones cost nothing
        for element in root:
            name, text = local(element), "".join(element.itertext()).strip()
            if name in _PROPERTIES and text:
                found[_PROPERTIES[name]] = text
            elif name == "property" and element.get("name") and text:
                found[f"custom:{element.get('name')}"] = text
    return found


def _format(package: Package) -> str:
    if package.has("xl/vbaProject.bin"):
        return "xlsm"
    return "xlsx"


def _drop_covered(sheet: Sheet) -> None:
    """Of a merged range only its top-left cell shows; texts under it are left out and told."""
    for merge in sheet.merges:
        first, _, last = merge.partition(":")
        low, high = worksheet.split_address(first), worksheet.split_address(last or first)
        if low is None or high is None:
            continue
        anchor = sheet.cells.get(low)
        if anchor is not None:
            anchor.merged = merge
        area = (high[0] - low[0] + 1) * (high[1] - low[1] + 1)
        inside = (
            [(r, c) for r in range(low[0], high[0] + 1) for c in range(low[1], high[1] + 1)]
            if area <= len(sheet.cells)
            else [at for at in sheet.cells if low[0] <= at[0] <= high[0] and low[1] <= at[1] <= high[1]]
        )
        for at in inside:
            if at != low and at in sheet.cells:
                covered = sheet.cells.pop(at)
                if covered.text.strip():
                    sheet.observations.append(
                        ("REA-03", covered.ref, {"observed": covered.text[:120], "expected": merge})
                    )


def read(path: Path, limits: Limits) -> Grid:
    """The workbook as a grid. Raises UnreadableWorkbook with the true cause; never runs, follows or fetches anything."""
    with Package(path, limits) as package:
        part = _workbook_part(package)
        root = package.xml(part)
        relations = package.relations(part)
        grid = Grid(_format(package), properties=_properties(package))
        first = {local(e): e for e in reversed(list(root))}
        counting = first.get("calcPr")
        book = worksheet.Workbook(
            strings=strings.shared(package, _related(relations, "sharedStrings")),
            styles=styles.read(package, _related(relations, "styles") or "xl/styles.xml"),
            epoch_1904=truthy(first["workbookPr"].get("date1904")) if "workbookPr" in first else False,
            links=_links(package, root, relations),
            max_cells=limits.cells,
            recalculates=counting is not None
            and truthy(counting.get("fullCalcOnLoad"))
            and _related(relations, "calcChain") is None,
        )
        entries = [e for e in first["sheets"] if local(e) == "sheet"] if "sheets" in first else []
        if len(entries) > limits.sheets:
            raise UnreadableWorkbook("REA-28", observed=len(entries), expected=limits.sheets)
        for entry in entries:
            _sheet(package, entry, relations, book, grid)
    return grid


def _sheet(
    package: Package, entry: Any, relations: dict[str, tuple[str, str]], book: worksheet.Workbook, grid: Grid
) -> None:
    kind, part = relations.get(_relation_id(entry), ("", ""))
    name = strings.unescape(entry.get("name") or "")
    if kind and kind != "worksheet":
        grid.observations.append(("REA-04", None, {"sheet": name, "observed": kind}))
        return
    if not part or not package.has(part):
        raise UnreadableWorkbook("REA-25", observed=part or name)
    state = _STATES.get(entry.get("state") or "", "visible")
    sheet = Sheet(name, state=state)
    root = worksheet.read(package, part, sheet, book)
    if root != "worksheet":
        grid.observations.append(("REA-04", None, {"sheet": name, "observed": root}))
        return
    _drop_covered(sheet)
    own = package.relations(part)
    attachments.notes(package, own, sheet)
    attachments.drawings(package, own, sheet)
    attachments.tables(package, own, sheet)
    grid.sheets.append(sheet)
