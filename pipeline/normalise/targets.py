"""The targets register `expectations/targets.csv`: what the council approved, and which reported row answers it.

Columns: id, department, indicator (the approved wording), and optional action, unit, better, target, baseline, owner,
due. The register gives an indicator its identity, so that a reworded row is still the same one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from pipeline.model.errors import SettingsError
from pipeline.normalise.identity import folded

FILE = "targets.csv"
COLUMNS = ("id", "department", "action", "indicator", "unit", "better", "target", "baseline", "owner", "due")
_NEEDED = ("id", "department", "indicator")
_ALIKE = 82
"""Likeness in percent from which a reworded indicator is taken for an approved one."""
_LEAD = 5
"""Points by which the likeliest must lead the next: in doubt nothing is matched."""


@dataclass(frozen=True, slots=True)
class Target:
    """One approved target."""

    id: str
    department: str
    indicator: str
    action: str = ""
    unit: str = ""
    better: str = ""
    target: str = ""
    baseline: str = ""
    owner: str = ""
    due: str = ""


@dataclass(slots=True)
class Register:
    """All approved targets; `taken` counts the rows that answered each."""

    targets: tuple[Target, ...] = ()
    taken: dict[str, int] = field(default_factory=dict)

    def match(self, department: str | None, action: str, indicator: str) -> Target | None:
        """The approved target that a reported row answers: equal wording first, else the one clearly likeliest."""
        own = [t for t in self.targets if folded(t.department) == folded(department)]
        equal = [t for t in own if folded(t.indicator) == folded(indicator)]
        if len(equal) > 1:
            equal = [t for t in equal if folded(t.action) == folded(action)] or equal[:0]
        found = equal[0] if equal else _likeliest(own, action, indicator)
        if found is not None:
            self.taken[found.id] = self.taken.get(found.id, 0) + 1
        return found


def _likeliest(own: Sequence[Target], action: str, indicator: str) -> Target | None:
    wanted = folded(indicator)
    if len(wanted) < 4:
        return None
    scored = []
    for target in own:
        likeness = fuzz.token_sort_ratio(wanted, folded(target.indicator))
        if target.action and folded(target.action) == folded(action):
            likeness += _LEAD
        scored.append((likeness, target))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _ALIKE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD:
        return None
    return scored[0][1]


def _row(number: int, row: dict[str, str | None], seen: set[str]) -> Target:
    place = f"{FILE}, line {number}"
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in _NEEDED:
        if not values[name]:
            raise SettingsError(f"{place}: {name} is empty; each target needs {', '.join(_NEEDED)}.")
    if values["id"] in seen:
        raise SettingsError(f"{place}: the id {values['id']!r} stands twice; give each target its own.")
    if values["better"] not in ("", "higher", "lower"):
        raise SettingsError(
            f"{place}: better is {values['better']!r}; write higher, lower or leave it empty."
        )
    seen.add(values["id"])
    return Target(**values)


def load(expectations: Path) -> Register:
    """The register; an empty one where there is no file. SettingsError names line, column and remedy."""
    path = expectations / FILE
    if not path.exists():
        return Register()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{FILE} is not UTF-8: save it in Excel as “CSV UTF-8”.") from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if head.count(";") >= head.count(",") else ",")
    names = [(n or "").strip() for n in reader.fieldnames or []]
    missing = [n for n in _NEEDED if n not in names]
    unknown = [n for n in names if n not in COLUMNS]
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has unknown columns {', '.join(unknown)}"
        raise SettingsError(f"{FILE} {wrong}; the columns are {', '.join(COLUMNS)}.")
    reader.fieldnames = names
    seen: set[str] = set()
    return Register(tuple(_row(n, row, seen) for n, row in enumerate(reader, 2)))


def write(rows: Iterable[dict[str, str | None]], path: Path) -> int:
    """Write rows of COLUMNS as a register that Excel opens (UTF-8 with BOM, semicolons). The number written."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: row.get(name) or "" for name in COLUMNS})
            count += 1
    return count
