"""Laws of layout recognition: where a table stands and how its columns are ordered never changes what it says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.grid import Cell, Grid, Sheet, address
from pipeline.model.raw import RawBook
from pipeline.read.layouts import recognise
from tests.builders import all_labels

HEADER = ("Painopiste", "Tavoite", "Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma", "Selvitys")
FIELDS = ("focus_area", "goal", "indicator", "baseline", "target", "actual")
ROWS = (
    ("Kasvu", "Lukeminen", "Käynnit", "1", "2", "3", "Hyvä"),
    ("", "", "Lainat", "4", "5", "6", ""),
    ("Luonto", "Retkeily", "Retket", "7", "", "9", "Satoi"),
)


def _read(order: list[int], down: int, right: int, gap: int) -> RawBook:
    """The table with its columns in an order, moved, an empty column left after the first `gap` ones."""
    sheet = Sheet("Taul1")
    for r, row in enumerate((HEADER, *ROWS)):
        for place, column in enumerate(order):
            if row[column]:
                at = (1 + down + r, 1 + right + place + (place >= gap))
                sheet.cells[at] = Cell(*at, row[column])
    return recognise(Grid("xlsx", [sheet]), all_labels())


def _texts(book: RawBook) -> list[tuple[str, ...]]:
    return [(*(raw.text(f) for f in FIELDS), raw.explanation) for raw in book.indicators]


@given(
    order=st.permutations(range(len(HEADER))),
    down=st.integers(0, 40),
    right=st.integers(0, 40),
    gap=st.integers(1, len(HEADER)),
)
@settings(max_examples=40, deadline=None)
def test_a_table_says_the_same_wherever_it_stands(order: list[int], down: int, right: int, gap: int) -> None:
    # the goal's word also names the level aimed at, but a column of its own for that level settles it
    book = _read(order, down, right, gap)
    assert _texts(book) == [
        ("Kasvu", "Lukeminen", "Käynnit", "1", "2", "3", "Hyvä"),
        ("Kasvu", "Lukeminen", "Lainat", "4", "5", "6", ""),
        ("Luonto", "Retkeily", "Retket", "7", "", "9", "Satoi"),
    ]
    place = order.index(HEADER.index("Toteuma"))
    expected = address(2 + down, 1 + right + place + (place >= gap))
    assert book.indicators[0].fields["actual"].ref == expected


@given(text=st.text(max_size=60), row=st.integers(1, 6), col=st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_a_stray_text_never_stops_the_reading(text: str, row: int, col: int) -> None:
    sheet = Sheet("Taul1")
    for r, line in enumerate((HEADER, *ROWS), 1):
        for c, shown in enumerate(line, 1):
            sheet.cells[r, c] = Cell(r, c, shown)
    sheet.cells[row, col] = Cell(row, col, text)
    book = recognise(Grid("xlsx", [sheet]), all_labels())
    assert RawBook.from_json(book.as_json()) == book
