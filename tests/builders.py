"""Workbooks drawn as text, read the way the run reads them (see `tools/drawing.py` for the signs)."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from textwrap import dedent

from pipeline.model.grid import Grid
from pipeline.model.places import shipped_expectations
from pipeline.model.raw import RawBook, RawIndicator
from pipeline.model.settings import Limits
from pipeline.read import labels
from pipeline.read.layouts import recognise
from pipeline.read.open import open_grid

_TOOLS = str(Path(__file__).resolve().parent.parent / "tools")
if _TOOLS not in sys.path:
    sys.path.append(_TOOLS)

from drawing import as_bytes, draw  # noqa: E402 - tools is no package


@cache
def all_labels() -> labels.Labels:
    """The shipped labels, loaded once."""
    return labels.load(shipped_expectations())


def write_book(drawing: str, path: Path) -> Path:
    """A real .xlsx of the drawing (indented as the test's code is)."""
    path.write_bytes(as_bytes(draw(dedent(drawing).strip("\n"))))
    return path


def grid_of(drawing: str, folder: Path) -> Grid:
    """The drawing through the real reader."""
    return open_grid(write_book(drawing, folder / "drawn.xlsx"), Limits())


def book_of(drawing: str, folder: Path) -> RawBook:
    """The drawing through reader and recognisers."""
    return recognise(grid_of(drawing, folder), all_labels())


def told(book: RawBook) -> list[str]:
    """The codes of layout rules observed, in order."""
    return [rule for rule, _, _ in book.observations if rule.startswith("LAY")]


def line(raw: RawIndicator, *names: str) -> str:
    """The named fields of an indicator as "a | b | c", an address behind each text where `name@` asks for it."""
    out = []
    for name in names:
        field = name.rstrip("@")
        text = raw.explanation if field == "explanation" else raw.text(field)
        refs = (
            raw.explanation_refs
            if field == "explanation"
            else [raw.fields[field].ref]
            if field in raw.fields
            else []
        )
        out.append(f"{text} @{','.join(refs)}" if name.endswith("@") else text)
    return " | ".join(out).strip()


def lines(book: RawBook, *names: str) -> list[str]:
    """`line` of every indicator; by default indicator, baseline, target and actual."""
    return [line(raw, *(names or ("indicator", "baseline", "target", "actual"))) for raw in book.indicators]


def check_layout(
    folder: Path, drawing: str, names: tuple[str, ...], expected: list[str], codes: list[str]
) -> None:
    """A drawing must read as the expected lines, with these layout codes and no others."""
    book = book_of(drawing, folder)
    assert lines(book, *names) == expected
    assert told(book) == codes
