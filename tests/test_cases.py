"""Every folder of tests/cases/ is a case: a command, its inputs, and what must come out. See tests/cases/README.md."""

from __future__ import annotations

import csv
import json
import shlex
import shutil
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from drawing import draw_file

from pipeline.cli.main import main

CASES = Path(__file__).resolve().parent / "cases"
NOW = "2024-02-01T06:00"
WHOLE = ("indicators", "financial_targets", "submissions")
"""Tables that are given row for row; of the others a case names only the rows it is about."""

pytestmark = pytest.mark.slow

Row = dict[str, Any]


def lay_out(case: Path, folder: Path, expectations: Path) -> None:
    """The case's folder as a user would have it: drawings built into workbooks, expectations laid over the shipped."""
    shutil.copytree(expectations, folder / "expectations")
    if (case / "expectations").is_dir():
        shutil.copytree(case / "expectations", folder / "expectations", dirs_exist_ok=True)
    for source in sorted((case / "inputs").rglob("*")):
        target = folder / source.relative_to(case)
        if source.is_dir():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.name.endswith(".book.txt"):
            draw_file(source, target.with_name(source.name.removesuffix(".book.txt") + ".xlsx"))
        else:
            shutil.copyfile(source, target)


def outcome(words: list[str], answered: str) -> dict[str, list[Row]]:
    """The tables of a `check --json`, or of the folder that a `run` left."""
    if words[0] == "check":
        answer = json.loads(answered)
        return {
            **{k: v for k, v in answer.items() if k != "submission"},
            "submissions": [answer["submission"]],
        }
    tables: dict[str, list[Row]] = {}
    for file in sorted(Path("outputs").glob("*/data/*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            dialect = csv.Sniffer().sniff(stream.readline(), ";,")
            stream.seek(0)
            tables[file.stem] = list(csv.DictReader(stream, dialect=dialect))
    return tables


def matches(row: Row, wanted: dict[str, str]) -> bool:
    """Whether the columns given fit; `*` and `?` stand for anything, an empty cell for nothing."""
    return all(fnmatchcase(str(row.get(c) if row.get(c) is not None else ""), w) for c, w in wanted.items())


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def compare(expected: Path, tables: dict[str, list[Row]]) -> list[str]:
    """What differs, a line each."""
    wrong = []
    for file in sorted(expected.glob("*.csv")):
        wanted, forbidden = rows_of(file), file.stem.startswith("no_")
        name = file.stem.removeprefix("no_")
        got = tables.get(name, [])
        columns = list(wanted[0]) if wanted else []
        seen = "\n    ".join(str({c: row.get(c) for c in columns}) for row in got)
        if name in WHOLE and not forbidden:
            if len(got) != len(wanted) or not all(map(matches, got, wanted)):
                wrong.append(f"{name} should be the {len(wanted)} rows of {file.name}, but are\n    {seen}")
            continue
        for want in wanted:
            found = any(matches(row, want) for row in got)
            if found == forbidden:
                wrong.append(f"{name}: {'has' if found else 'lacks'} {want}; there are\n    {seen}")
    return wrong


@pytest.mark.parametrize("case", sorted(p.parent for p in CASES.glob("*/command.txt")), ids=lambda p: p.name)
def test_a_case_comes_out_as_written(
    case: Path,
    tmp_path: Path,
    expectations: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay_out(case, tmp_path, expectations)
    monkeypatch.chdir(tmp_path)
    words = shlex.split((case / "command.txt").read_text(encoding="utf-8").strip())[1:]
    with pytest.raises(SystemExit) as stop:
        main([*words, "--now", NOW])
    printed = capsys.readouterr()
    assert stop.value.code in {0, 1}, printed.err
    code = case / "expected" / "exit_code.txt"
    wrong = compare(case / "expected", outcome(words, printed.out))
    if code.exists() and stop.value.code != int(code.read_text(encoding="utf-8")):
        wrong.append(f"exit code {stop.value.code}")
    assert not wrong, "\n".join(wrong)
