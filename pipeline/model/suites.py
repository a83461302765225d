"""The suite files of `expectations/suites/` as plain data: read here without Great Expectations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError

SUITE_TABLES = ("submissions", "indicators", "values", "claims", "texts", "targets", "departments")


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite file: `entries` are Great Expectations' own {type, kwargs, meta}, in the file's order."""

    file: str
    name: str
    table: str
    entries: list[dict[str, Any]] = field(default_factory=list)

    def place(self, index: int) -> str:
        """How an error names an entry: file and number, counted from one."""
        return f"{self.file}, entry {index + 1}"


def _entries(data: Mapping[str, Any], file: str) -> list[dict[str, Any]]:
    entries = data.get("expectations")
    if not isinstance(entries, list) or not entries:
        raise SettingsError(f"{file}: `expectations` must be a list with at least one entry.")
    for n, entry in enumerate(entries, 1):
        if (
            not isinstance(entry, dict)
            or not isinstance(entry.get("type"), str)
            or not isinstance(entry.get("kwargs", {}), dict)
            or not isinstance(entry.get("meta"), dict)
        ):
            raise SettingsError(f"{file}, entry {n}: an entry needs type, kwargs and meta.")
    return entries


def read_suites(expectations: Path) -> list[Suite]:
    """Every suite of the folder, by file name. SettingsError names the file, the place and the remedy."""
    suites = []
    for path in sorted((expectations / "suites").glob("*.json")):
        file = f"suites/{path.name}"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise SettingsError(f"{file} cannot be read as JSON: {error}") from error
        if not isinstance(data, dict) or data.get("name") != path.stem:
            raise SettingsError(f"{file}: `name` must be {path.stem!r}, as the file is called.")
        meta = data.get("meta")
        table = meta.get("table") if isinstance(meta, dict) else None
        if table not in SUITE_TABLES:
            raise SettingsError(f"{file}: meta.table is {table!r}; use one of {', '.join(SUITE_TABLES)}.")
        suites.append(Suite(file, path.stem, table, _entries(data, file)))
    return suites
