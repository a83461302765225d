"""Our own sheet of findings coming back: the explanations that a department wrote beside its warnings.

`returned/<file>` and `findings.xlsx` carry a sheet whose header row names the machine columns `finding_id` and
`fingerprint`; beside them stand a column for the explanation and one for who wrote it.
"""

from __future__ import annotations

from typing import Any

from pipeline.model.grid import Grid, Sheet

ID, FINGERPRINT, TEXT, BY = "finding_id", "fingerprint", "explanation", "explained_by"
HEADINGS = {
    TEXT: ("selitys", "förklaring", "explanation"),
    BY: ("selittäjä", "förklarad av", "explained by"),
}
"""How the two columns that people fill are headed, per language; the writers of these sheets use the same."""
_HEADER_ROWS = 12


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """(header row, column of each field) where the sheet is one of ours."""
    for row in range(1, _HEADER_ROWS + 1):
        texts = {c.text.strip().casefold(): c.col for (r, _), c in sheet.cells.items() if r == row}
        if ID not in texts:
            continue
        columns = {ID: texts[ID]}
        if FINGERPRINT in texts:
            columns[FINGERPRINT] = texts[FINGERPRINT]
        for name, headings in HEADINGS.items():
            found = next((texts[h] for h in headings if h in texts), None)
            if found is not None:
                columns[name] = found
        return row, columns
    return None


def _rows(sheet: Sheet, header: int, columns: dict[str, int]) -> list[dict[str, Any]]:
    last = max((row for row, _ in sheet.cells), default=header)
    rows = []
    for row in range(header + 1, last + 1):
        values = {name: sheet.text(row, column).strip() for name, column in columns.items()}
        if values.get(ID) and values.get(TEXT):
            rows.append(values)
    return rows


def take(grid: Grid) -> list[dict[str, Any]]:
    """Take our sheets out of the grid; answers {finding_id, fingerprint, explanation, explained_by} of explained rows."""
    taken: list[dict[str, Any]] = []
    rest = []
    for sheet in grid.sheets:
        found = _columns(sheet)
        if found is None:
            rest.append(sheet)
            continue
        taken += _rows(sheet, *found)
    grid.sheets = rest
    return taken
