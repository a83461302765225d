"""Texts of a workbook: rich runs, `_xHHHH_` escapes and line breaks → what a person reads.

A struck run is deleted text and a superscript run is a footnote mark: neither belongs to the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.read.formats.package import Package, local
from pipeline.read.formats.styles import has_strike

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_POWER = re.compile(r"(?:^|[\s\d/])(?:[kcdm]?m)$")
_POWERS = {"2": "²", "3": "³"}


@dataclass(frozen=True, slots=True)
class Rich:
    """`text` as read by a person, and what was taken off it."""

    text: str
    struck: str = ""
    superscript: str = ""


def unescape(text: str) -> str:
    """Undo `_xHHHH_` once: `_x005F_x000D_` is the visible text `_x000D_`. Line ends become LF."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        # characters beyond the basic plane are escaped as two halves
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _run(run: Any) -> tuple[str, bool, bool]:
    """(text, struck, superscript) of one run."""
    text, struck, raised = "", False, False
    for child in run:
        name = local(child)
        if name == "t":
            text += child.text or ""
        elif name == "rPr":
            struck = has_strike(child)
            raised = any(local(p) == "vertAlign" and p.get("val") == "superscript" for p in child)
    return unescape(text), struck, raised


def rich(element: Any) -> Rich:
    """A `<si>` or `<is>` element. Phonetic runs are reading aids and left out."""
    text = struck = superscript = ""
    for child in element:
        name = local(child)
        if name == "t":
            text += unescape(child.text or "")
        elif name == "r":
            run, is_struck, is_raised = _run(child)
            if is_struck:
                struck += run
            elif is_raised and run.strip() in _POWERS and _POWER.search(text):
                text += _POWERS[run.strip()]  # m² typed as m and a raised 2 is a unit, no footnote
            elif is_raised:
                superscript += run
            else:
                text += run
    return Rich(text.strip("\n"), struck.strip(), superscript.strip())


def shared(package: Package, part: str | None) -> list[Rich] | None:
    """The shared strings in order; None when the workbook has none (a cell that needs one is then damaged)."""
    if part is None or not package.has(part):
        return None
    return [rich(si) for si in package.xml(part) if local(si) == "si"]
