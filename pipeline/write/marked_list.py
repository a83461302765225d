"""The first sheet of a returned workbook: its findings with links, and room for an answer beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from pipeline.model.grid import address
from pipeline.write.findings_rows import COLUMNS, MACHINE, STATUSES, heading
from pipeline.write.i18n import Translator
from pipeline.write.marked_package import Package
from pipeline.write.marked_sheet import namespace_of, relation_of
from pipeline.write.workbook import LINE, TALLEST, fitted, lines_of

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ELSEWHERE = ("department", "submission", "change")
SHOWN = tuple(column for column in COLUMNS if column.name not in _ELSEWHERE)
_HEADER = 4
_HEADER_ROWS = 12
"""As far down as a header of ours is looked for, as `read` does."""


def _cell(row: Any, place: str, text: Any, look: int) -> None:
    space = namespace_of(row)
    cell = etree.SubElement(row, f"{{{space}}}c", r=place, s=str(look))
    if text:
        cell.set("t", "inlineStr")
        told = etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t")
        told.text = fitted(str(text))[0]
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{namespace_of(parent)}}}{name}", attributes)


def sheet(space: str, told: Sequence[Mapping[str, Any]], links: Mapping[int, str], looks: Mapping[str, int], t: Translator) -> Any:  # fmt: skip
    """The list as a worksheet's tree. `links` maps a row of `told` (from 0) to a place in the workbook."""
    root = etree.Element(f"{{{space}}}worksheet", nsmap={None: space})
    view = _add(_add(root, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0", showGridLines="0")
    _add(
        view,
        "pane",
        ySplit=str(_HEADER),
        topLeftCell=f"A{_HEADER + 1}",
        activePane="bottomLeft",
        state="frozen",
    )
    columns = _add(root, "cols")
    for n, column in enumerate(SHOWN, 1):
        hidden = {"hidden": "1"} if column.name in MACHINE else {}
        _add(columns, "col", min=str(n), max=str(n), width=str(column.width), customWidth="1", **hidden)
    data = _add(root, "sheetData")
    _cell(_add(data, "row", r="1", ht="26", customHeight="1"), "A1", t("Findings"), looks["title"])
    row = _add(data, "row", r="2")
    _cell(row, "A2", t("Correct the cells that are listed and coloured, or explain a warning here, and send this workbook back."), looks["plain"])  # fmt: skip
    row = _add(data, "row", r=str(_HEADER))
    for n, column in enumerate(SHOWN, 1):
        _cell(row, address(_HEADER, n), heading(column, t), looks["header"])
    for number, finding in enumerate(told, _HEADER + 1):
        row = _add(data, "row", r=str(number), ht=_height(finding), customHeight="1")
        for n, column in enumerate(SHOWN, 1):
            linked = column.name == "ref" and number - _HEADER - 1 in links
            look = "link" if linked else "fill" if column.fill else "text"
            _cell(row, address(number, n), finding[column.name], looks[look])
    last = max(_HEADER + len(told), _HEADER + 1)
    names = [column.name for column in SHOWN]
    _add(root, "autoFilter", ref=f"A{_HEADER}:{address(last, len(SHOWN))}")
    _choices(root, names.index("status") + 1, last, t)
    if links:
        place = names.index("ref") + 1
        holder = _add(root, "hyperlinks")
        for n, location in links.items():
            _add(holder, "hyperlink", ref=address(_HEADER + 1 + n, place), location=location)
    _add(root, "pageMargins", left="0.4", right="0.4", top="0.5", bottom="0.5", header="0.3", footer="0.3")
    _add(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    properties = etree.Element(f"{{{space}}}sheetPr")
    _add(properties, "tabColor", rgb="FF7A1509")
    _add(properties, "pageSetUpPr", fitToPage="1")
    root.insert(0, properties)
    return root


def _height(finding: Mapping[str, Any]) -> str:
    lines = max(lines_of(str(finding[column.name] or ""), column.width) for column in SHOWN)
    return str(min(LINE * lines, TALLEST))


def _choices(root: Any, column: int, last: int, t: Translator) -> None:
    holder = _add(root, "dataValidations", count="1")
    area = f"{address(_HEADER + 1, column)}:{address(last, column)}"
    rule = _add(holder, "dataValidation", type="list", allowBlank="1", showInputMessage="1", sqref=area)
    _add(rule, "formula1").text = '"' + ",".join(t(status) for status in STATUSES) + '"'


def put_first(package: Package, workbook: str, root: Any, title: str) -> None:
    """Make the sheet the workbook's first and the one that opens; names of single sheets keep their sheet."""
    book = package.tree(workbook)
    space = namespace_of(book)
    sheets = book.find(f"{{{space}}}sheets")
    part = package.free_name("xl/worksheets/sheetToteuma", ".xml")
    package.add(
        part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), _SHEET_TYPE
    )
    identity = package.relate(workbook, "worksheet", part)
    numbers = [int(s.get("sheetId", 0)) for s in sheets]
    entry = etree.Element(f"{{{space}}}sheet", name=_free_title(title, [s.get("name", "") for s in sheets]), sheetId=str(max(numbers, default=0) + 1))  # fmt: skip
    entry.set(f"{{{relation_of(book)}}}id", identity)
    sheets.insert(0, entry)
    _shift(book, space, 0, 1)
    for view in book.findall(f"{{{space}}}bookViews/{{{space}}}workbookView"):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")


def _free_title(title: str, taken: Sequence[str]) -> str:
    used, number, name = {n.casefold() for n in taken}, 1, title
    while name.casefold() in used:
        number += 1
        name = f"{title} {number}"
    return name


def _shift(book: Any, space: str, start: int, by: int) -> None:
    """Move the places that names of single sheets carry, from `start` on."""
    for name in book.findall(f"{{{space}}}definedNames/{{{space}}}definedName"):
        place = name.get("localSheetId")
        if place is not None and int(place) >= start:
            name.set("localSheetId", str(int(place) + by))


def drop_earlier(package: Package, workbook: str, parts: Mapping[str, str]) -> list[str]:
    """Take out the lists of earlier runs; `parts` maps a relationship id to its sheet's part. Answers the parts gone."""
    shared = next((p for _, p in package.related(workbook, "sharedStrings")), None)
    if not any(MACHINE[0].encode() in package.parts.get(p, b"") for p in (shared or "", *parts.values())):
        return []
    texts = _strings(package.tree(shared)) if shared else []
    book = package.tree(workbook)
    space = namespace_of(book)
    sheets = book.find(f"{{{space}}}sheets")
    gone = []
    for place, entry in reversed(list(enumerate(sheets))):
        identity = entry.get(f"{{{relation_of(book)}}}id", "")
        part = parts.get(identity)
        if part is None or len(sheets) == 1 or not _is_list(package.tree(part), texts):
            continue
        sheets.remove(entry)
        _forget(book, space, place)
        _shift(book, space, place + 1, -1)
        package.unrelate(workbook, identity)
        package.remove(part)
        gone.append(part)
    return gone


def _forget(book: Any, space: str, place: int) -> None:
    holder = book.find(f"{{{space}}}definedNames")
    for name in list(holder) if holder is not None else []:
        if name.get("localSheetId") == str(place):
            holder.remove(name)
    if holder is not None and not len(holder):
        book.remove(holder)


def _strings(root: Any) -> list[str]:
    space = namespace_of(root)
    return ["".join(item.itertext(f"{{{space}}}t")) for item in root.findall(f"{{{space}}}si")]


def _is_list(root: Any, texts: Sequence[str]) -> bool:
    """Whether one of the first rows is a header of ours."""
    space = namespace_of(root)
    for row in root.findall(f"{{{space}}}sheetData/{{{space}}}row")[:_HEADER_ROWS]:
        for cell in row:
            value = cell.findtext(f"{{{space}}}v") or ""
            shared = cell.get("t") == "s" and value.isdigit() and int(value) < len(texts)
            if MACHINE[0] == (texts[int(value)] if shared else "".join(cell.itertext())).strip():
                return True
    return False
