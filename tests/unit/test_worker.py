"""A workbook that kills its reader costs only itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.model.errors import SettingsError
from pipeline.model.raw import RawBook
from pipeline.model.settings import Limits, Settings
from pipeline.model.submission import Submission
from pipeline.read import worker
from pipeline.read.worker import Unread, read_books

HEADER = ["Tavoite", "Mittari", "Lähtötaso", "Tavoitetaso", "Toteuma", "Selvitys"]


def submission(folder: Path, name: str) -> Submission:
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Seuranta")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["Sujuva arki", "Käynnit", "100", "120", "130", "Hyvin meni."])
    return Submission(name, path, name, format="xlsx")


def test_books_come_in_order_and_are_told_when_done(tmp_path: Path, expectations: Path) -> None:
    waiting = [submission(tmp_path, f"{name}.xlsx") for name in ("c", "a", "b")]
    done: list[str] = []
    results = list(read_books(waiting, Settings(), expectations, on_done=lambda s: done.append(s.submission)))
    assert [s.submission for s, _ in results] == ["c.xlsx", "a.xlsx", "b.xlsx"]
    assert sorted(done) == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert all(isinstance(b, RawBook) and b.indicators[0].text("indicator") == "Käynnit" for _, b in results)


@pytest.mark.parametrize(
    ("child", "limits", "rule"),
    [
        ("import os; os.abort()", Limits(), "REA-32"),
        ("import time; time.sleep(30)", Limits(seconds=0.3), "REA-30"),
        ("x = bytearray(300 << 20); import time; time.sleep(30)", Limits(memory_mib=100), "REA-31"),
        ("raise SystemExit(71)", Limits(), "REA-31"),
        ("raise ValueError('outo solu')", Limits(), "REA-32"),
    ],
    ids=["abort", "too slow", "too big", "refused memory", "bug"],
)
def test_a_child_that_dies_costs_only_its_file(
    tmp_path: Path, expectations: Path, monkeypatch: pytest.MonkeyPatch, child: str, limits: Limits, rule: str
) -> None:
    good, bad = submission(tmp_path, "hyvä.xlsx"), submission(tmp_path, "paha.xlsx")
    real = worker._command

    def command(of: Submission, folder: Path) -> list[str]:
        return [sys.executable, "-c", child] if of is bad else real(of, folder)

    monkeypatch.setattr(worker, "_command", command)
    settings = Settings(limits=limits)
    if rule == "REA-30":  # the good file needs longer than this test's limit
        results = {s.submission: b for s, b in read_books([bad], settings, expectations)}
    else:
        results = {s.submission: b for s, b in read_books([bad, good], settings, expectations)}
        assert isinstance(results["hyvä.xlsx"], RawBook)
    found = next(iter(results.values()))
    assert isinstance(found, Unread)
    assert found.rule == rule


def test_an_unreadable_file_names_its_cause(tmp_path: Path, expectations: Path) -> None:
    path = tmp_path / "rikki.xlsx"
    path.write_bytes(submission(tmp_path, "x.xlsx").path.read_bytes()[:400])
    [(_, found)] = read_books([Submission("r", path, path.name)], Settings(), expectations)
    assert isinstance(found, Unread)


def test_broken_labels_of_ours_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "fields.yaml").write_text("fields: [", encoding="utf-8")
    with pytest.raises(SettingsError):
        list(read_books([submission(tmp_path, "a.xlsx")], Settings(), tmp_path))
