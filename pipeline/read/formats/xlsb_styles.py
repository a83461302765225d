"""What python-calamine does not tell of a binary workbook (.xlsb): number formats, struck fonts, hidden rows.

A pass over the records of [MS-XLSB]: each has a type, a length and its bytes; all but a few are skipped.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.formats.package import Package
from pipeline.read.formats.styles import BUILT_IN, Styles

_ROW, _FIRST_CELL, _LAST_CELL = 0, 1, 11
_FONT, _FORMAT, _XF, _COLUMN, _SHEET = 43, 44, 47, 60, 156
_CELL_XFS, _CELL_XFS_END = 617, 618
_WORKBOOK = 153
_STRIKE, _ROW_HIDDEN, _COLUMN_HIDDEN, _DATE_1904 = 0x8, 0x10, 0x1, 0x1


@dataclass(slots=True)
class SheetStyles:
    """Style index by (row, column), and what is hidden; rows and columns count from 1."""

    style: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _varint(data, at, 2)
        length, at = _varint(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for n in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * n)
        if not byte & 0x80:
            break
    return value, at


def _wide(data: bytes, at: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * count
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def styles(package: Package, part: str = "xl/styles.bin") -> Styles:
    """Number format code and struck font per cell style index."""
    if not package.has(part):
        return Styles()
    own: dict[int, str] = {}
    fonts: list[bool] = []
    found = Styles()
    inside = False
    for kind, data in _records(package.content(part)):
        if kind == _FORMAT and len(data) >= 6:
            own[struct.unpack_from("<H", data)[0]] = _wide(data, 2)[0]
        elif kind == _FONT and len(data) >= 4:
            fonts.append(bool(struct.unpack_from("<H", data, 2)[0] & _STRIKE))
        elif kind in (_CELL_XFS, _CELL_XFS_END):
            inside = kind == _CELL_XFS
        elif kind == _XF and inside and len(data) >= 6:
            _, number, font = struct.unpack_from("<HHH", data)
            found.formats.append(own.get(number) or BUILT_IN.get(number, "General"))
            found.struck.append(fonts[font] if font < len(fonts) else False)
    return found


def sheet_parts(package: Package) -> tuple[dict[str, str], bool]:
    """(part of each sheet by its name, whether dates count from 1904)."""
    part = "xl/workbook.bin"
    relations = package.relations(part)
    parts, epoch_1904 = {}, False
    for kind, data in _records(package.content(part)):
        if kind == _SHEET and len(data) >= 16:
            relation, end = _wide(data, 8)
            name, _ = _wide(data, end)
            parts[name] = relations.get(relation, ("", ""))[1]
        elif kind == _WORKBOOK and len(data) >= 4:
            epoch_1904 = bool(struct.unpack_from("<I", data)[0] & _DATE_1904)
    return parts, epoch_1904


def sheet_styles(package: Package, part: str) -> SheetStyles:
    """The styles of a sheet's cells."""
    found = SheetStyles()
    row = 0
    for kind, data in _records(package.content(part)):
        if kind == _ROW and len(data) >= 12:
            row = struct.unpack_from("<I", data)[0] + 1
            if data[11] & _ROW_HIDDEN:
                found.hidden_rows.add(row)
        elif _FIRST_CELL <= kind <= _LAST_CELL and len(data) >= 8:
            column, style = struct.unpack_from("<II", data)
            found.style[row, column + 1] = style & 0xFFFFFF
        elif kind == _COLUMN and len(data) >= 18:
            first, last = struct.unpack_from("<II", data)
            if struct.unpack_from("<H", data, 16)[0] & _COLUMN_HIDDEN:
                found.hidden_columns.append((first + 1, last + 1))
    return found
