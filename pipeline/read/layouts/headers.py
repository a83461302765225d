"""Header rows of tables: one row or two, anywhere on the sheet, several tables below or beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.model.grid import Cell, Sheet
from pipeline.read.labels import LEVELS, Labels
from pipeline.read.layouts.cells import rows_of
from pipeline.read.layouts.columns import Column, resolve
from pipeline.read.layouts.heading import Heading, parse
from pipeline.read.layouts.merges import Merges

_ENOUGH = 3  # fields that make a row a header
_SHORT = 12  # characters of a unit
_KEYS = ("indicator", "goal", "action")


@dataclass(slots=True)
class Header:
    """A table's header: rows `top`–`bottom`, field → column, every headed column, and what was odd."""

    top: int
    bottom: int
    columns: dict[str, int]
    headed: set[int] = field(default_factory=set)  # columns with any text in the header, known or not
    parsed: set[int] = field(
        default_factory=set
    )  # columns whose heading is known, chosen or not (other years)
    units: dict[str, str] = field(default_factory=dict)
    more: dict[str, list[int]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    typos: list[tuple[Cell, str]] = field(default_factory=list)
    conflict: list[Cell] = field(default_factory=list)
    by_year: list[str] = field(default_factory=list)

    @property
    def left(self) -> int:
        """The table's leftmost column."""
        return min(self.headed | set(self.columns.values()))

    @property
    def right(self) -> int:
        """The table's rightmost column."""
        return max(self.headed | set(self.columns.values()))

    @property
    def key(self) -> str:
        """The field that names what is measured."""
        return next(k for k in _KEYS if k in self.columns)

    @property
    def named(self) -> bool:
        """A table of targets: something measured and at least one level of it; an action needs both levels."""
        levels = set(self.columns) & set(LEVELS)
        if len(self.columns) < _ENOUGH or not levels:
            return False
        if "indicator" in self.columns or "goal" in self.columns:
            return True
        return "action" in self.columns and {"target", "actual"} <= levels and not self.by_year

    def overlaps(self, other: Header) -> bool:
        """Whether two tables share columns."""
        return self.left <= other.right and other.left <= self.right


def _header(top: int, bottom: int, found: list[Column], headed: set[int], labels: Labels) -> Header:
    told = resolve(found, labels.rank)
    return Header(
        top,
        bottom,
        {name: column.col for name, column in told.columns.items()},
        headed,
        {c.col for c in found},
        {name: c.heading.unit for name, c in told.columns.items() if c.heading.unit},
        {name: [c.col for c in more] for name, more in told.more.items()},
        {name: c.cell for name, c in told.columns.items()},
        [(c.cell, c.heading.label) for c in found if c.heading.typo],
        [c.cell for c in told.conflict],
        told.by_year,
    )


def _quality(headers: list[Header]) -> int:
    return sum(len(h.columns) - 2 * bool(h.conflict) for h in headers if h.named)


def _tables(top: int, bottom: int, found: list[Column], headed: set[int], labels: Labels) -> list[Header]:
    """One table, or several beside each other where what is measured is headed more than once."""
    whole = _header(top, bottom, found, headed, labels)
    keys = [c.col for c in found if c.heading.field == "indicator"]
    if len(keys) < 2:
        keys = (
            [c.col for c in found if c.heading.field == "goal"] if "indicator" not in whole.columns else keys
        )
    if len(keys) < 2:
        return [whole] if whole.named else []
    best = [whole] if whole.named else []
    for cut in range(keys[0] + 1, keys[1] + 1):
        left = _header(top, bottom, [c for c in found if c.col < cut], {c for c in headed if c < cut}, labels)
        right = _tables(
            top, bottom, [c for c in found if c.col >= cut], {c for c in headed if c >= cut}, labels
        )
        if left.named and right and _quality([left, *right]) >= _quality(best):
            best = [left, *right]
    return best


def _one_row(cells: list[Cell], labels: Labels) -> list[Column]:
    return [Column(c.col, head, c) for c in cells if (head := parse(c.text, labels))]


def _joined(upper: Heading | None, lower: Heading | None, lower_text: str) -> Heading | None:
    """What two cells above each other say together: the lower one names, the upper one dates, or the other way."""
    if lower is None:
        if upper and upper.kind != "year" and len(lower_text) <= _SHORT:
            return replace(upper, unit=lower_text.strip("() ") or upper.unit)
        return None
    if upper is None:
        return lower
    if lower.kind == "year" and upper.kind != "year":
        return replace(upper, year=lower.year)
    if lower.year is None and upper.year is not None:
        return replace(lower, year=upper.year)
    return lower


def _two_rows(top: int, upper: list[Cell], lower: list[Cell], merges: Merges, labels: Labels) -> list[Column]:
    """Columns of a header of two rows; a group's heading counts for every column that its merged cell covers."""
    above, below = {c.col: c for c in upper}, {c.col: c for c in lower}
    out: list[Column] = []
    group: Heading | None = None
    for col in sorted(set(above) | set(below)):
        speaker = merges.speaker(top, col)
        seen = parse(speaker.text, labels) if speaker else None
        if col in above:
            # a year over the first column of its group counts to the next heading, merged or not
            group = seen if seen and seen.kind == "year" else None
        heading = seen if speaker else group
        if col in below:
            own = parse(below[col].text, labels)
            joined = _joined(heading, own, below[col].text)
            cell = below[col] if own else above.get(col, below[col])
        else:
            joined, cell = heading, above[col]
        if joined:
            out.append(Column(col, joined, cell))
    return out


def _is_second(lower: list[Cell], merges: Merges, labels: Labels) -> bool:
    """Whether a row may be a header's second: most of its cells are headings, units or years."""
    known = sum(bool(parse(c.text, labels)) for c in lower)
    short = sum(len(c.text) <= _SHORT and _has_no_digit(c.text) for c in lower)
    return known * 2 >= len(lower) or (
        known + short == len(lower) and any(merges.at(c.row - 1, c.col) for c in lower)
    )


def _only_years(lower: list[Cell], tables: list[Header], labels: Labels) -> bool:
    """Whether a row under headings only dates them, and names nothing in the column of what is measured."""
    seen = [parse(c.text, labels) for c in lower]
    keys = {table.columns[table.key] for table in tables}
    return all(h and h.kind == "year" for h in seen) and not any(c.col in keys for c in lower)


def _take_units(row: list[Cell], tables: list[Header]) -> int:
    """1 where the row right under the headers holds only units below levels; each table then knows its units."""
    levels = {col: (table, name) for table in tables for name, col in table.columns.items() if name in LEVELS}
    if not all(c.col in levels and len(c.text) <= _SHORT and _has_no_digit(c.text) for c in row):
        return 0
    if not any(c.text.strip("–- ") for c in row):
        return 0
    for cell in row:
        table, name = levels[cell.col]
        table.units[name] = cell.text.strip("() ")
    for table in tables:
        table.bottom += 1
    return 1


def _has_no_digit(text: str) -> bool:
    return not any(ch.isdigit() for ch in text)


def _free(cells: list[Cell], own: list[Column], found: list[Header]) -> set[int]:
    """Columns of a row's cells, less those of a table beside the headings: its rows go on there."""
    if not own:
        return set()
    left, right = min(c.col for c in own), max(c.col for c in own)
    beside = [h for h in found if h.right < left or h.left > right]
    return {c.col for c in cells if not any(h.left <= c.col <= h.right for h in beside)}


def _narrow(tables: list[Header], beside: list[Header]) -> list[Header]:
    """Tables without the headed columns that lie within a table beside them."""
    return [
        replace(t, headed={c for c in t.headed if not any(h.left <= c <= h.right for h in beside)})
        for t in tables
    ]


def headers(sheet: Sheet, labels: Labels) -> list[Header]:
    """Every header of the sheet, from top to bottom and left to right."""
    rows = rows_of(sheet)
    merges = Merges(sheet)
    found: list[Header] = []
    at = 0
    while at < len(rows):
        number, cells = rows[at]
        own = _one_row(cells, labels)
        single = _tables(number, number, own, _free(cells, own, found), labels)
        lower = rows[at + 1][1] if at + 1 < len(rows) and rows[at + 1][0] == number + 1 else []
        pair: list[Header] = []
        after: list[Header] = []
        if own and lower and _is_second(lower, merges, labels):
            columns = _two_rows(number, cells, lower, merges, labels)
            pair = _tables(number, number + 1, columns, {c.col for c in (*cells, *lower)}, labels)
            after = _tables(number + 1, number + 1, _one_row(lower, labels), {c.col for c in lower}, labels)
        chosen, height = single, 1
        # a table that begins a row below its neighbour is no second header row of it
        apart = bool(single and after) and not any(
            a.overlaps(b) for a in single for b in _narrow(after, single)
        )
        dated = bool(pair) and _only_years(lower, single, labels)
        if pair and not apart and _quality(pair) > max(_quality(single), _quality(after)) - dated:
            chosen, height = pair, 2
        at += height
        if chosen and at < len(rows) and rows[at][0] == number + height:
            at += _take_units(rows[at][1], chosen)
        found += chosen
    return found
