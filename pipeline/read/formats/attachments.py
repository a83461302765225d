"""What lies beside the cells of a sheet: notes, text boxes, pictures, Excel tables. None of it is read as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.model.grid import ListObject, Sheet, address
from pipeline.read.formats.package import Package, local
from pipeline.read.formats.worksheet import split_address

_LEGACY_THREAD = "[Threaded comment]"


def _all_text(element: Any, name: str = "t") -> str:
    return "".join(part.text or "" for part in element.iter() if local(part) == name)


def _comments(package: Package, part: str) -> Iterator[tuple[str, str]]:
    for comment in package.xml(part).iter():
        if local(comment) == "comment":
            lines = _all_text(comment).strip().split("\n")
            if len(lines) > 1 and lines[0].endswith(":"):
                lines = lines[
                    1:
                ]  # Excel begins a note with its author's name, which is nobody's business here
            yield comment.get("ref") or "", "\n".join(lines).strip()


def _threads(package: Package, part: str) -> Iterator[tuple[str, str]]:
    for comment in package.xml(part):
        if local(comment) == "threadedComment":
            yield comment.get("ref") or "", _all_text(comment, "text").strip()


def notes(package: Package, relations: dict[str, tuple[str, str]], sheet: Sheet) -> None:
    """Notes and threaded comments onto their cells; where the cell itself says nothing, an observation."""
    found: dict[str, list[str]] = {}
    threads = [
        target for kind, target in relations.values() if kind == "threadedComment" and package.has(target)
    ]
    legacy = [target for kind, target in relations.values() if kind == "comments" and package.has(target)]
    for part in threads:
        for ref, text in _threads(package, part):
            found.setdefault(ref, []).append(text)
    for part in legacy:
        for ref, text in _comments(package, part):
            if ref not in found and not text.startswith(_LEGACY_THREAD):
                found.setdefault(ref, []).append(text)
    for ref, texts in found.items():
        at = split_address(ref)
        note = "\n".join(t for t in texts if t)
        if at is None or not note:
            continue
        cell = sheet.cells.get(at)
        if cell is not None:
            cell.note = note
        if cell is None or not cell.text.strip():
            sheet.observations.append(("REA-33", ref, {"observed": note[:200]}))


def _anchor(element: Any) -> str | None:
    for child in element:
        if local(child) == "from":
            at = {local(part): int(part.text or 0) for part in child if local(part) in ("row", "col")}
            return address(at.get("row", 0) + 1, at.get("col", 0) + 1)
    return None


def drawings(package: Package, relations: dict[str, tuple[str, str]], sheet: Sheet) -> None:
    """Text boxes (quoted) and pictures over the sheet; charts draw what the cells say and are left alone."""
    for kind, part in relations.values():
        if kind != "drawing" or not package.has(part):
            continue
        for anchor in package.xml(part):
            ref = _anchor(anchor)
            text = "\n".join(
                line for line in (_all_text(p) for p in anchor.iter() if local(p) == "p") if line.strip()
            ).strip()
            if text:
                sheet.observations.append(("REA-06", ref, {"observed": text[:300]}))
            elif any(local(part) == "pic" for part in anchor.iter()):
                sheet.observations.append(("REA-07", ref, {}))


def tables(package: Package, relations: dict[str, tuple[str, str]], sheet: Sheet) -> None:
    """The sheet's Excel tables with their header and totals rows."""
    for kind, part in relations.values():
        if kind != "table" or not package.has(part):
            continue
        root = package.xml(part)
        sheet.tables.append(
            ListObject(
                name=root.get("displayName") or root.get("name") or "",
                ref=root.get("ref") or "",
                header_rows=int(root.get("headerRowCount") or 1),
                totals_rows=int(root.get("totalsRowCount") or 0),
            )
        )
