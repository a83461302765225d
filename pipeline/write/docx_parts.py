"""What python-docx does not offer by itself: cells, shades, languages, repeated rows, alternative texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pipeline.model.errors import SettingsError
from pipeline.write.html.render import clean

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB", "nb": "nb-NO"}
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Caption": 8.5}
# cm that a letter of a table takes, a bold one (in the wider font of a machine without ours), and a cell's two margins
_LETTER, _BOLD, _MARGINS = 0.2, 0.26, 0.4
_DARK = RGBColor(0x17, 0x36, 0x5D)


def opened(reference: Path | None) -> Any:
    """A new document, with the styles, margins and headers of the reference where one is given.

    SettingsError when the reference is no Word document.
    """
    if reference is None:
        document = Document()
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(2)
        document.styles["Normal"].font.name = "Calibri"
        document.styles["Normal"].font.size = Pt(10.5)
        for name, size in _SIZES.items():
            style = document.styles[name]
            style.font.size, style.font.name, style.font.color.rgb = Pt(size), "Calibri", _DARK
            style.font.bold = name.startswith("Heading")
            for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                # a theme's font would win over the name
                style.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
        document.styles["Caption"].paragraph_format.space_after = Pt(14)
        return document
    try:
        document = Document(str(reference))
    except (PackageNotFoundError, ValueError, KeyError, OSError) as error:
        raise SettingsError(
            f"The reference document {reference.name} cannot be used: save it in Word as a .docx document."
        ) from error
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    return document


def style(document: Any, name: str) -> Any:
    """The paragraph style of this (English built-in) name; made plainly where the reference lacks it."""
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.font.bold, made.font.size = name != "Caption", Pt(_SIZES.get(name, 11))
    return document.styles[name]


def set_language(document: Any, lang: str) -> None:
    """The language of all text that does not say its own."""
    document.core_properties.language = TAGS[lang]
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        return
    properties = defaults.find(f".//{qn('w:rPr')}")
    if properties is not None:
        _language(properties, lang)


def _language(properties: Any, lang: str) -> None:
    found = properties.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)
    found.set(qn("w:val"), TAGS.get(lang, TAGS["fi"]))


def run(paragraph: Any, text: str, *, lang: str = "", bold: bool = False, size: float = 0) -> None:
    """Add text to a paragraph; line breaks are kept, what Word cannot hold is replaced."""
    piece = paragraph.add_run(clean(text))
    if bold:
        piece.bold = True
    if size:
        piece.font.size = Pt(size)
    if lang:
        _language(piece._r.get_or_add_rPr(), lang)  # noqa: SLF001 - python-docx has no way to a run's language


def table(document: Any, rows: int, widths: Sequence[float], *, title: str, text: str, headers: int) -> Any:
    """A bordered table of fixed widths (cm) with an alternative text; the first `headers` rows repeat on each page."""
    made = document.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = made._tbl.tblPr  # noqa: SLF001 - borders and alternative texts have no other door
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "8A94A6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # the schema wants borders right before the layout, and the alternative texts last
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    for name, value in (("w:tblCaption", title), ("w:tblDescription", text)):
        element = OxmlElement(name)
        element.set(qn("w:val"), clean(value)[:250])
        properties.append(element)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for n, row in enumerate(made.rows):
        row_properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the same
        row_properties.append(OxmlElement("w:cantSplit"))
        if n < headers:
            row_properties.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return made


def _longest(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def fitted(
    widths: Sequence[float], heads: Sequence[Iterable[str]], texts: Sequence[Iterable[str]]
) -> list[float]:
    """Widths of the same sum in which the longest word of each column stands unbroken, as far as there is room.

    `heads` are its words in bold, `texts` its others.
    """
    need = [
        _MARGINS + max(_BOLD * _longest(bold), _LETTER * _longest(plain))
        for bold, plain in zip(heads, texts, strict=True)
    ]
    more = [max(0.0, wanted - width) for width, wanted in zip(widths, need, strict=True)]
    less = [max(0.0, width - wanted) for width, wanted in zip(widths, need, strict=True)]
    given = min(sum(more), sum(less))
    if not given:
        return list(widths)
    up, down = given / sum(more), given / sum(less)
    return [round(w + m * up - n * down, 2) for w, m, n in zip(widths, more, less, strict=True)]


def keep_with_next(row: Any) -> None:
    """Keep a filled row on the page of the row below it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def spanned(cells: Sequence[Any], first: int, last: int) -> Any:
    """One cell over the columns `first` to `last` of an empty row (python-docx's own merge is slow)."""
    cell = cells[first]
    width = sum(c.width for c in cells[first : last + 1])
    for other in cells[first + 1 : last + 1]:
        other._tc.getparent().remove(other._tc)  # noqa: SLF001 - the same
    cell._tc.grid_span = last - first + 1  # noqa: SLF001 - the same
    cell.width = width
    return cell


def may_split(row: Any) -> None:
    """Let a row run over the page's end: an explanation may be longer than a page."""
    for element in row._tr.trPr.findall(qn("w:cantSplit")):  # noqa: SLF001 - the same
        row._tr.trPr.remove(element)  # noqa: SLF001 - the same


def shade(cell: Any, color: str) -> None:
    """Fill a cell with a colour such as E8EDF4."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        element.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(element)  # noqa: SLF001 - the same
