"""Notes at cells: the comments part and the old drawing that shows its boxes. Notes of others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pipeline.write.marked_package import Package
from pipeline.write.workbook import fitted

AUTHOR = "Toteuma"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>"""
_SHAPE_TYPE = """<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_SHAPE = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" \
style='position:absolute;width:300pt;height:{height}pt;z-index:{id};visibility:hidden' fillcolor="#ffffe1" \
o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
<v:path o:connecttype="none"/><v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div>\
</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 15, {top}, 10, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"""
_SHAPE_FOUND = re.compile(rb"<v:shape\b(?!type)(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_END = re.compile(rb"</xml\s*>\s*$")


def _namespace(root: Any) -> str:
    return str(etree.QName(root).namespace)


def position(cell: str) -> tuple[int, int]:
    """(row, column) of an address, counted from 0: B3 -> (2, 1)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _comments(package: Package, sheet: str, namespace: str) -> str:
    for _, part in package.related(sheet, "comments"):
        return part
    part = package.free_name("xl/commentsToteuma", ".xml")
    package.add(
        part, f'<comments xmlns="{namespace}"><authors/><commentList/></comments>'.encode(), _COMMENTS_TYPE
    )
    package.relate(sheet, "comments", part)
    return part


def _child(root: Any, namespace: str, name: str) -> Any:
    """The list of this name, made where a careless writer left it out."""
    found = root.find(f"{{{namespace}}}{name}")
    return etree.SubElement(root, f"{{{namespace}}}{name}") if found is None else found


def _author(root: Any, namespace: str) -> int:
    authors = _child(root, namespace, "authors")
    names = [a.text for a in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{namespace}}}author").text = AUTHOR
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _run(parent: Any, namespace: str, text: str, *, bold: bool = False) -> None:
    run = etree.SubElement(parent, f"{{{namespace}}}r")
    properties = etree.SubElement(run, f"{{{namespace}}}rPr")
    if bold:
        etree.SubElement(properties, f"{{{namespace}}}b")
    etree.SubElement(properties, f"{{{namespace}}}sz", val="9")
    etree.SubElement(properties, f"{{{namespace}}}rFont", val="Tahoma")
    told = etree.SubElement(run, f"{{{namespace}}}t")
    told.text = fitted(text)[0]
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _height(text: str) -> int:
    return min(60 + 13 * sum(1 + len(line) // 55 for line in text.split("\n")), 400)


def _shape(cell: str, text: str, number: int) -> str:
    row, col = position(cell)
    height = _height(text)
    return _SHAPE.format(id=number, height=height, left=col + 1, top=max(row - 1, 0), right=col + 5, bottom=row + 2 + height // 20, row=row, col=col)  # fmt: skip


def _draw(package: Package, sheet: str, shapes: Mapping[str, str]) -> str | None:
    """Put boxes for new notes into the sheet's drawing; the id of a new drawing's relationship, else None."""
    part, fresh = (
        next((p for _, p in package.related(sheet, "vmlDrawing") if _is_legacy(package, sheet, p)), None),
        None,
    )
    if part is None:
        package.add_extension("vml", _VML_TYPE)
        part = package.free_name("xl/drawings/vmlDrawingToteuma", ".vml")
        package.parts[part] = _VML
        fresh = package.relate(sheet, "vmlDrawing", part)
    data = package.parts[part]
    number = max((int(n) for n in _SHAPE_ID.findall(data)), default=1024)
    drawn = "" if b'id="_x0000_t202"' in data else _SHAPE_TYPE
    for n, (cell, text) in enumerate(shapes.items(), number + 1):
        drawn += _shape(cell, text, n)
    # as text: Excel's own drawings are not always well-formed
    package.parts[part] = _END.sub(lambda end: drawn.encode() + end[0], data, count=1)
    return fresh


def _is_legacy(package: Package, sheet: str, part: str) -> bool:
    """Whether the drawing is the one of the cells' notes; headers with pictures have another."""
    root = package.tree(sheet)
    found = root.find(f"{{{_namespace(root)}}}legacyDrawing")
    ids = [identity for identity, p in package.related(sheet, "vmlDrawing") if p == part]
    return found is not None and any(value in ids for value in found.attrib.values())


def add_notes(package: Package, sheet: str, notes: Mapping[str, str]) -> str | None:
    """Add a note at each cell ({address: text}); beside a note of somebody else ours stands below it.

    A cell with a conversation (a threaded comment) gets none: Excel would throw the text away. Answers the
    relationship id of a drawing that the sheet must name, or None when it names one already.
    """
    namespace = _namespace(package.tree(sheet))
    root = package.tree(_comments(package, sheet, namespace))
    inner = _namespace(root)
    author = _author(root, inner)
    entries = _child(root, inner, "commentList")
    names = [a.text or "" for a in _child(root, inner, "authors")]
    known = {c.get("ref"): c for c in entries}
    new: dict[str, str] = {}
    for cell, text in notes.items():
        if cell in known:
            if not names[int(known[cell].get("authorId", 0))].startswith("tc="):
                _append(_child(known[cell], inner, "text"), inner, text)
            continue
        entry = etree.SubElement(entries, f"{{{inner}}}comment", ref=cell, authorId=str(author))
        told = etree.SubElement(entry, f"{{{inner}}}text")
        _run(told, inner, f"{AUTHOR}:", bold=True)
        _run(told, inner, f"\n{text}")
        new[cell] = text
    entries[:] = sorted(entries, key=lambda c: position(c.get("ref", "A1")))
    return _draw(package, sheet, new) if new else None


def _append(told: Any, namespace: str, text: str) -> None:
    """Ours below theirs; a plain text becomes a run, for the two do not stand side by side."""
    plain = told.find(f"{{{namespace}}}t")
    if plain is not None:
        run = etree.Element(f"{{{namespace}}}r")
        told.replace(plain, run)
        run.append(plain)
    _run(told, namespace, f"\n\n{AUTHOR}:", bold=True)
    _run(told, namespace, f"\n{text}")


def _cut(told: Any, namespace: str) -> None:
    """Take ours off below theirs, whether the note's runs are still apart or some program has joined them."""
    pieces = [] if told is None else list(told.iter(f"{{{namespace}}}t"))
    whole = "".join(piece.text or "" for piece in pieces)
    left = whole.find(f"\n\n{AUTHOR}:\n")
    if left < 0:
        return
    for piece in pieces:
        text = piece.text or ""
        piece.text, left = text[: max(left, 0)], left - len(text)
        run = piece.getparent()
        if not piece.text and run is not told:
            told.remove(run)


def drop_notes(package: Package, sheet: str) -> None:
    """Take out the notes that an earlier run wrote, with their boxes; notes of others stay, ours below theirs too."""
    for _, part in list(package.related(sheet, "comments")):
        root = package.tree(part)
        namespace = _namespace(root)
        names = [a.text for a in _child(root, namespace, "authors")]
        entries = _child(root, namespace, "commentList")
        gone = []
        for entry in list(entries):
            if names[int(entry.get("authorId", 0))] == AUTHOR:
                entries.remove(entry)
                gone.append(position(entry.get("ref", "A1")))
            else:
                _cut(entry.find(f"{{{namespace}}}text"), namespace)
        if gone:
            _undraw(package, sheet, set(gone))


def _undraw(package: Package, sheet: str, gone: set[tuple[int, int]]) -> None:
    def kept(shape: re.Match[bytes]) -> bytes:
        row, col = re.search(rb"<x:Row>(\d+)<", shape[0]), re.search(rb"<x:Column>(\d+)<", shape[0])
        return b"" if row and col and (int(row[1]), int(col[1])) in gone else shape[0]

    for _, part in package.related(sheet, "vmlDrawing"):
        package.parts[part] = _SHAPE_FOUND.sub(kept, package.parts[part])
