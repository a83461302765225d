"""Formats of ours appended to a workbook's styles; nothing that is there changes its number, and equal ones are reused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from pipeline.write.marked_package import Package
from pipeline.write.marked_sheet import insert_after, namespace_of
from pipeline.write.workbook import FILLS

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_BLUE, _WHITE, _DARK, _YELLOW = "FF0B4F9E", "FFFFFFFF", "FF17365D", "FFFFFBE6"


def _element(space: str, name: str, *children: Any, **attributes: str) -> Any:
    made = etree.Element(f"{{{space}}}{name}", attributes, nsmap={None: space})
    made.extend(children)
    return made


def _add(root: Any, container: str, made: Any) -> int:
    """The number of the element in its container, which is made where it is absent."""
    space = namespace_of(root)
    holder = root.find(f"{{{space}}}{container}")
    if holder is None:
        holder = _element(space, container)
        insert_after(root, holder, _ORDER[: _ORDER.index(container)])
        # the first of each is what every plain cell has
        holder.extend(_first(space, container))
    text = etree.tostring(made, method="c14n", exclusive=True)
    known = [etree.tostring(e, method="c14n", exclusive=True).strip() for e in holder]
    if text in known:
        return known.index(text)
    holder.append(made)
    holder.set("count", str(len(holder)))
    return len(known)


def _first(space: str, container: str) -> list[Any]:
    if container == "fonts":
        return [_element(space, "font")]
    if container == "fills":
        return [
            _element(space, "fill", _element(space, "patternFill", patternType=p))
            for p in ("none", "gray125")
        ]
    if container == "borders":
        return [_element(space, "border")]
    if container == "cellXfs":
        return [_element(space, "xf", numFmtId="0", fontId="0", fillId="0", borderId="0")]
    return []


def _fill(space: str, color: str, names: Sequence[str]) -> Any:
    colors = [_element(space, name, rgb=color) for name in names]
    return _element(space, "fill", _element(space, "patternFill", *colors, patternType="solid"))


def add_marks(package: Package, styles: str) -> dict[str, int]:
    """The differential formats of the three severities: {severity: number}."""
    root = package.tree(styles)
    space = namespace_of(root)
    numbers = {}
    for severity in ("error", "warning", "info"):
        look = {name: "FF" + color.lstrip("#") for name, color in FILLS[severity].items()}
        font = _element(space, "font", _element(space, "color", rgb=look["font_color"]))
        made = _element(space, "dxf", font, _fill(space, look["bg_color"], ("fgColor", "bgColor")))
        numbers[severity] = _add(root, "dxfs", made)
    return numbers


def _font(space: str, *marks: str, size: str = "11", color: str = "FF000000") -> Any:
    return _element(
        space, "font", *(_element(space, mark) for mark in marks), _element(space, "sz", val=size),
        _element(space, "color", rgb=color), _element(space, "name", val="Calibri"),
    )  # fmt: skip


def add_looks(package: Package, styles: str) -> dict[str, int]:
    """The cell formats of our list: {look: number} of title, plain, text, header, link and fill (where a person writes)."""
    root = package.tree(styles)
    space = namespace_of(root)
    looks: Mapping[str, tuple[Any, Any | None]] = {
        "title": (_font(space, "b", size="18"), None),
        "plain": (_font(space, size="10"), None),
        "text": (_font(space), None),
        "header": (_font(space, "b", color=_WHITE), _fill(space, _DARK, ("fgColor",))),
        "link": (_font(space, "u", color=_BLUE), None),
        "fill": (_font(space), _fill(space, _YELLOW, ("fgColor",))),
    }
    border = _add(root, "borders", _element(space, "border", *(_element(space, edge) for edge in ("left", "right", "top", "bottom", "diagonal"))))  # fmt: skip
    numbers = {}
    for name, (font, fill) in looks.items():
        wrap = {"vertical": "top"} if name in ("title", "plain") else {"vertical": "top", "wrapText": "1"}
        made = _element(
            space, "xf", _element(space, "alignment", **wrap), numFmtId="0",
            fontId=str(_add(root, "fonts", font)), fillId=str(_add(root, "fills", fill) if fill is not None else 0),
            borderId=str(border), applyFont="1", applyFill="1", applyAlignment="1", quotePrefix="1",
        )  # fmt: skip
        numbers[name] = _add(root, "cellXfs", made)
    return numbers
