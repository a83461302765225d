"""Whatever is done to a workbook's bytes, parts or XML, opening it gives a grid or says why not; nothing else."""

from __future__ import annotations

import io
import os
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.errors import UnreadableWorkbook
from pipeline.model.grid import Grid
from pipeline.model.settings import Limits
from pipeline.read import oddities
from pipeline.read.formats import stored, xlsx
from pipeline.read.formats.package import damage

# `TOTEUMA_FUZZ=5000 python -m pytest tests/fuzz` is the long version
EXAMPLES = int(os.environ.get("TOTEUMA_FUZZ", "60"))
TIMES = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LIMITS = Limits(unpacked_mib=20, cells=5000)


@lru_cache(maxsize=1)
def workbook() -> bytes:
    """A small workbook with every kind of thing in it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Seuranta")
        strike, percent = book.add_format({"font_strikeout": True}), book.add_format({"num_format": "0.0%"})
        sheet.write_row("A1", ["Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma"])
        sheet.write_row("A2", ["Käynnit", 100, 0.5, "n. 38 pv"])
        sheet.write_number("C3", 0.131, percent)
        sheet.write_rich_string("D3", strike, "25", "30 pv")
        sheet.write_formula("D4", "=1+1", None, 2)
        sheet.write_comment("A2", "huomautus")
        sheet.merge_range("A5:B6", "yhdessä")
        sheet.insert_textbox("F2", "ruutu")
    return out.getvalue()


def opened(data: bytes, folder: Path) -> Grid | None:
    """The grid, or None where the workbook is refused with a rule."""
    path = folder / "x.xlsx"
    path.write_bytes(data)
    try:
        with damage(path.name):
            grid = xlsx.read(path, LIMITS)
    except UnreadableWorkbook as error:
        if not error.rule.startswith("REA-"):
            raise
        return None
    for sheet in grid.sheets:
        stored.strike(sheet)
    oddities.observe(grid)
    return grid


def test_the_sound_workbook_opens(tmp_path: Path) -> None:
    grid = opened(workbook(), tmp_path)
    assert grid is not None
    assert grid.sheets[0].text(3, 4) == "30 pv"


@TIMES
@given(st.integers(0, len(workbook()) - 1), st.integers(0, 255))
def test_one_changed_byte(tmp_path: Path, at: int, byte: int) -> None:
    data = bytearray(workbook())
    data[at] = byte
    grid = opened(bytes(data), tmp_path)
    assert grid is None or len(grid.sheets) <= 1


@TIMES
@given(st.integers(0, len(workbook())))
def test_a_cut_file(tmp_path: Path, length: int) -> None:
    assert opened(workbook()[:length], tmp_path) is None or length == len(workbook())


SNIPPETS = st.sampled_from(
    [b"<v>", b"</v>", b't="s"', b't="e"', b"999999999", b"-1", b"\x00", b"&x;", b"<!DOCTYPE a>", b"NaN", b"1e999", b'r="A0"',
     b'r="ZZZZ1"', b"\xff\xfe", b"]]>", b'ref="B2:A1"', b'hidden="x"', b'width="y"', b's="99999"', b'val="superscript"']
)  # fmt: skip


@TIMES
@given(st.data(), SNIPPETS, st.integers(0, 20))
def test_changed_xml_in_a_sound_package(
    tmp_path: Path, data: st.DataObject, snippet: bytes, cut: int
) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = data.draw(st.sampled_from(names))
        for name in names:
            part = old.read(name)
            if name == chosen:
                at = data.draw(st.integers(0, len(part)))
                part = part[:at] + snippet + part[at + cut :]
            new.writestr(name, part)
    grid = opened(out.getvalue(), tmp_path)
    assert grid is None or all(len(s.cells) <= LIMITS.cells for s in grid.sheets)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"\x00" * 5000, b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_package_is_refused(tmp_path: Path, data: bytes) -> None:
    assert opened(data, tmp_path) is None
