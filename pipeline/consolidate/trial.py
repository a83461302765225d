"""A new or changed rule, tried on what earlier runs stored, before it is switched on."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.consolidate import history
from pipeline.model import tables
from pipeline.model.catalogue import Catalogue
from pipeline.model.clock import Clock
from pipeline.model.errors import SettingsError
from pipeline.model.finding import Finding
from pipeline.model.settings import Settings
from pipeline.validate import validate


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules of a file would find in one stored run; `rows` is how many rows of indicators it was tried on."""

    run_id: str
    codes: tuple[str, ...]
    rows: int
    findings: tuple[Finding, ...]
    catalogue: Catalogue


def _codes(file: Path) -> list[str]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        codes = [entry["meta"]["code"] for entry in data["expectations"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{file} is no suite: it must be JSON with `expectations`, each with meta.code."
        ) from error
    return [str(code) for code in codes]


def _laid_over(expectations: Path, file: Path, codes: list[str], folder: Path) -> Path:
    """A copy of the expectations in which the file's rules stand in place of ours with the same codes."""
    copy = folder / "expectations"
    shutil.copytree(expectations, copy)
    for path in (copy / "suites").glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        data["expectations"] = [e for e in data["expectations"] if e.get("meta", {}).get("code") not in codes]
        if data["expectations"]:
            path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        else:
            path.unlink()
    shutil.copy2(file, copy / "suites" / file.name)
    return copy


def _stored(folder: Path) -> dict[str, pl.DataFrame]:
    names = ("submissions", "indicators", "values", "claims", "targets")
    paths = {name: folder / "data" / f"{name}.parquet" for name in names}
    empty: Mapping[str, Any] = tables.TABLES
    return {
        name: pl.read_parquet(path) if path.is_file() else tables.frame([], empty[name])
        for name, path in paths.items()
    }


def attempt(file: Path, run: Path, expectations: Path, settings: Settings, clock: Clock) -> Trial:
    """Judge the tables of a stored run by the rules of one suite file. SettingsError when the file is broken."""
    codes = _codes(file)
    stored = _stored(run)
    with tempfile.TemporaryDirectory() as folder:
        laid = _laid_over(expectations, file, codes, Path(folder))
        catalogue = Catalogue.load(laid)
        known = {**stored, "history": history.load(run.parent, run.name)}
        found = validate(known, laid, settings, clock, complete=True)
    hits = tuple(f for f in found if f.rule in codes and f.status != "not_judged")
    return Trial(run.name, tuple(codes), stored["indicators"].height, hits, catalogue)
