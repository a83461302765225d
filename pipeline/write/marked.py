"""returned/<file>: the department's own workbook with a note and colour at each cell to mend and a list in front.

The package's parts are patched, not written anew: cells, formulas, macros, pictures and whatever else it holds leave
as they came. What an earlier run added to a workbook that was mended and sent again is taken off first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.model.settings import Limits
from pipeline.write.findings_rows import rows
from pipeline.write.i18n import translator
from pipeline.write.marked_list import drop_earlier, put_first, sheet
from pipeline.write.marked_notes import add_notes, drop_notes
from pipeline.write.marked_package import DAMAGE, NotPatchable, Package
from pipeline.write.marked_sheet import (  # fmt: skip
    anchor,
    colour,
    merged,
    name_drawing,
    namespace_of,
    relation_of,
    uncolour,
    unselect,
)
from pipeline.write.marked_styles import add_looks, add_marks

_ENDINGS = (".xlsx", ".xlsm")
_CELL = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?:$|[:–,])")
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_RANK = ("error", "warning", "info")


def write_beside(original: Path, findings: pl.DataFrame, folder: Path, lang: str) -> Path | None:
    """Write the marked copy into the folder and answer its path.

    None, and nothing is written, when there are no findings, or the file is no xlsx or xlsm that can be patched
    (damaged, encrypted, of another format): its findings stand in findings.xlsx all the same.
    """
    if not findings.height or original.suffix.lower() not in _ENDINGS:
        return None
    try:
        package = Package.load(original, Limits())
        mark(package, findings, lang)
    except DAMAGE:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / original.name, 1
    while path.exists():
        # two departments may call their files the same, each in its own folder
        number += 1
        path = folder / f"{original.stem} ({number}){original.suffix}"
    package.save(path)
    return path


def mark(package: Package, findings: pl.DataFrame, lang: str) -> None:
    """Patch the package in place; NotPatchable when it is no workbook."""
    t = translator(lang)
    workbook = next((part for _, part in package.related("", "officeDocument")), None)
    if workbook is None:
        raise NotPatchable("no workbook part")
    space = namespace_of(package.tree(workbook))
    if package.tree(workbook).find(f"{{{space}}}sheets") is None:
        raise NotPatchable("no sheets")
    sheets = _sheets(package, workbook)
    for part in sheets.values():
        if b"tabSelected" in package.parts[part] or b"toteuma" in package.parts[part]:
            unselect(package.tree(part))
            uncolour(package.tree(part))
        drop_notes(package, part)
    styles = _styles(package, workbook)
    told = [row for row in rows(findings, t) if row["status_code"] != "rule_crashed"]
    links = _mark_cells(package, sheets, told, add_marks(package, styles))
    looks = add_looks(package, styles)
    put_first(package, workbook, sheet(space, told, links, looks, t), t("Findings"))


def _sheets(package: Package, workbook: str) -> dict[str, str]:
    """{sheet name: part} of the worksheets, after the lists of earlier runs are out."""
    parts = {i: p for i, p in package.related(workbook, "worksheet") if p in package.parts}
    gone = drop_earlier(package, workbook, parts)
    book = package.tree(workbook)
    space, relation = namespace_of(book), relation_of(book)
    entries = book.findall(f"{{{space}}}sheets/{{{space}}}sheet")
    known = {entry.get("name", ""): parts.get(entry.get(f"{{{relation}}}id", "")) for entry in entries}
    return {name: part for name, part in known.items() if part is not None and part not in gone}


def _styles(package: Package, workbook: str) -> str:
    for _, part in package.related(workbook, "styles"):
        return part
    # some readers know no other name
    part = "xl/styles.xml" if "xl/styles.xml" not in package.parts else package.free_name("xl/styles", ".xml")
    space = namespace_of(package.tree(workbook))
    package.add(part, f'<styleSheet xmlns="{space}"/>'.encode(), _STYLES_TYPE)
    package.relate(workbook, "styles", part)
    return part


def place(ref: str | None) -> tuple[str, str] | None:
    """(sheet, cell) of a reference: "Sheet!E10" and, by its first cell, "Sheet!E10:F12"; None where no cell is meant."""
    name, mark_, cell = (ref or "").rpartition("!")
    found = _CELL.match(cell)
    if not mark_ or not found:
        return None
    name = name[1:-1].replace("''", "'") if name.startswith("'") and name.endswith("'") else name
    return name, f"{found[1]}{found[2]}"


def _mark_cells(package: Package, sheets: Mapping[str, str], told: Sequence[Mapping[str, Any]], marks: Mapping[str, int]) -> dict[int, str]:  # fmt: skip
    """Notes and colours at the cells; answers the link of each row of `told` that has a cell or a sheet to lead to."""
    links: dict[int, str] = {}
    by_sheet: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for n, row in enumerate(told):
        found = place(row["ref"]) or ((row["ref"] or "", "A1") if row["ref"] in sheets else None)
        if found is None or found[0] not in sheets:
            continue
        name, cell = found
        quoted = name.replace("'", "''")
        links[n] = f"'{quoted}'!{cell}"
        if place(row["ref"]) and row["change_code"] != "explained":
            by_sheet.setdefault(name, {}).setdefault(cell, []).append(row)
    for name, cells in by_sheet.items():
        _mark_sheet(package, sheets[name], cells, marks)
    return links


def _mark_sheet(package: Package, part: str, cells: Mapping[str, list[Mapping[str, Any]]], marks: Mapping[str, int]) -> None:  # fmt: skip
    root = package.tree(part)
    merges = merged(root)
    at: dict[str, list[Mapping[str, Any]]] = {}
    for cell, found in cells.items():
        at.setdefault(anchor(cell, merges), []).extend(found)
    worst = {cell: min((r["code"] for r in found), key=_rank) for cell, found in at.items()}
    colour(root, worst, marks, merges)
    fresh = add_notes(package, part, {cell: "\n\n".join(map(_note, found)) for cell, found in at.items()})
    if fresh is not None:
        name_drawing(root, fresh)


def _rank(severity: str) -> int:
    return _RANK.index(severity) if severity in _RANK else len(_RANK)


def _note(row: Mapping[str, Any]) -> str:
    told = f"{row['severity']} ({row['rule']}): {row['message'] or ''}"
    return f"{told}\n→ {row['remedy']}" if row["remedy"] else told
