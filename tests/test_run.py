"""The main job as its users meet it: good files beside bad ones, two runs, an interrupted run, a held lock."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import polars as pl
import pytest
from filelock import FileLock
from openpyxl import load_workbook

from pipeline.cli.main import main
from pipeline.model.errors import SettingsError
from pipeline.model.settings import Settings
from pipeline.run import Job, run

pytestmark = pytest.mark.slow


def toteuma(*args, cwd, **kwargs):
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", *map(str, args)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=180, **kwargs,
    )  # fmt: skip


def job(expectations, clock):
    return Job(expectations, Settings(city="Kuvitteila", report_year=2023, settle_seconds=0), clock)


@pytest.fixture
def city(tmp_path, root):
    """A project folder with the example inputs."""
    shutil.copytree(root / "inputs", tmp_path / "inputs")
    return tmp_path


def test_the_example_city_comes_out_whole(city, expectations, clock):
    examined, folder = run(city / "inputs", city / "outputs", job(expectations, clock))
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {
        "index.html",
        "rules.html",
        "consolidated.xlsx",
        "findings.xlsx",
        "report.docx",
        "run.json",
    } <= names
    assert {
        f"data/{t}.{s}" for t in ("indicators", "values", "claims", "findings") for s in ("parquet", "csv")
    } <= names
    assert (city / "outputs" / "index.html").is_file()
    rows = examined.tables["indicators"]
    assert rows.height == 27
    assert rows.filter(pl.col("target_kind") == "financial").height == 2
    facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert facts["counts"]["indicators"] == 27
    assert facts["exit_code"] == examined.exit_code == 1


def test_the_slips_of_the_example_city_are_named(city, expectations, clock):
    examined, _ = run(city / "inputs", city / "outputs", job(expectations, clock))
    wrong = examined.tables["claims"].filter(pl.col("verdict") == "inconsistent")
    told = " | ".join(wrong["quote"].to_list())
    for part in ("13 %", "21 000", "70 %"):
        assert part in told
    assert wrong.height <= 6


def test_bad_files_cost_only_themselves(city, expectations, clock):
    inputs = city / "inputs"
    good = sorted(inputs.glob("*.xlsx"))
    (inputs / "Tyhjä 2023.xlsx").write_bytes(b"")
    whole = good[0].read_bytes()
    (inputs / "Rikki 2023.xlsx").write_bytes(whole[: len(whole) // 2] + b"\0" * 40)
    (inputs / f"~${good[0].name}").write_bytes(b"\x05planner" + b" " * 100)
    examined, _ = run(inputs, city / "outputs", job(expectations, clock))
    outcomes = dict(examined.tables["submissions"].select("file", "outcome").iter_rows())
    assert outcomes["Tyhjä 2023.xlsx"] == "unreadable"
    assert outcomes["Rikki 2023.xlsx"] == "unreadable"
    assert examined.tables["indicators"].height == 27
    named = examined.tables["findings"].filter(pl.col("severity") == "error")["submission"].to_list()
    assert any("Tyhjä" in str(n) for n in named)
    assert any("Rikki" in str(n) for n in named)


def test_a_second_run_says_what_was_mended(city, expectations, clock):
    first, _ = run(city / "inputs", city / "outputs", job(expectations, clock))
    assert set(first.tables["findings"]["change"]) == {"new"}
    min((city / "inputs").glob("*.xlsx")).unlink()
    second, _ = run(city / "inputs", city / "outputs", job(expectations, clock))
    changes = set(second.tables["findings"]["change"])
    assert "fixed" in changes
    assert "open" in changes


def test_a_killed_run_leaves_outputs_as_they_were(city, root):
    done = toteuma("run", "--now", "2024-02-01T06:00", "--expectations", root / "expectations", cwd=city)
    assert done.returncode == 1, done.stderr
    before = {p.relative_to(city) for p in (city / "outputs").iterdir()}
    victim = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli.main", "run", "--now", "2024-02-02T06:00", "--expectations", root / "expectations"],
        cwd=city, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    staging = city / "outputs" / ".staging-2024-02-02_060000"
    deadline = time.monotonic() + 60
    while not staging.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert staging.exists()
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stderr.close()
    after = {p.relative_to(city) for p in (city / "outputs").iterdir() if not p.name.startswith(".staging")}
    assert after == before
    again = toteuma("run", "--now", "2024-02-02T06:00", "--expectations", root / "expectations", cwd=city)
    assert again.returncode == 1, again.stderr
    assert not list((city / "outputs").glob(".staging*"))
    assert len(list((city / "outputs").glob("*/run.json"))) == 2


def test_two_runs_at_once_are_refused(city, root):
    (city / "outputs").mkdir()
    with FileLock(city / "outputs" / ".lock"):
        done = toteuma("run", "--expectations", root / "expectations", cwd=city)
    assert done.returncode == 4
    assert "Another run" in done.stderr


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["run", "--inputs", "nowhere"], 3),
        (["run", "--lang", "de"], 2),
        (["check", "nothing.xlsx"], 2),
        (["frobnicate"], 2),
    ],
)
def test_exit_codes_of_mistakes(city, root, args, code):
    extra = ["--expectations", root / "expectations"] if args[0] == "run" else []
    done = toteuma(*args, *extra, cwd=city)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_what_a_newer_file_mended_is_not_told_any_more(city, expectations, clock):
    inputs = city / "inputs"
    ferry = next(inputs.glob("Lautta*.xlsx"))
    older = inputs / "vanha" / "Lauttaliikenne 2023.xlsx"
    older.parent.mkdir()
    book = load_workbook(ferry)
    book.worksheets[0]["E10"] = "#REF!"
    book.worksheets[0]["E10"].data_type = "e"
    book.save(older)
    os.utime(older, (1_600_000_000, 1_600_000_000))
    examined, _ = run(inputs, city / "outputs", job(expectations, clock))
    outcomes = dict(examined.tables["submissions"].select("file", "outcome").iter_rows())
    assert outcomes["vanha/Lauttaliikenne 2023.xlsx"] == "superseded"
    own = examined.tables["findings"].filter(pl.col("submission") == "vanha/Lauttaliikenne 2023.xlsx")
    assert own["rule"].to_list() == ["INT-16"]
    assert examined.tables["indicators"].height == 27


def test_a_mistake_of_ours_stops_the_run_before_a_workbook_is_opened(city, expectations, clock, monkeypatch):
    broken = city / "expectations"
    shutil.copytree(expectations, broken)
    (broken / "targets.csv").write_text("id;department\n", encoding="utf-8")
    monkeypatch.setattr("pipeline.run.read_books", lambda *_a, **_k: pytest.fail("a workbook was opened"))
    with pytest.raises(SettingsError, match="lacks indicator"):
        run(city / "inputs", city / "outputs", job(broken, clock))
    assert list((city / "outputs").glob("2*")) == []


def test_shuffled_files_change_nothing(city, expectations, clock):
    one, _ = run(city / "inputs", city / "outputs", job(expectations, clock))
    other = city / "elsewhere"
    other.mkdir()
    for file in sorted((city / "inputs").glob("*.xlsx"), reverse=True):
        shutil.copy2(file, other / file.name)
    two, _ = run(other, city / "outputs2", job(expectations, clock))
    assert sorted(one.tables["findings"]["finding_id"]) == sorted(two.tables["findings"]["finding_id"])


def test_a_rule_is_tried_on_a_stored_run_and_a_register_written_from_it(city, expectations, clock, capsys):
    _, folder = run(city / "inputs", city / "outputs", job(expectations, clock))
    suite = json.loads(
        (expectations / "suites" / "indicators_measurability.json").read_text(encoding="utf-8")
    )
    wanted = [e for e in suite["expectations"] if e["meta"]["code"] == "MEA-03"]
    assert len(wanted) == 1
    tried = city / "oma.json"
    tried.write_text(json.dumps({**suite, "name": "oma", "expectations": wanted}), encoding="utf-8")
    outputs = ["--outputs", str(city / "outputs")]
    main(["rules", "try", str(tried), *outputs, "--expectations", str(expectations), "--json"])
    [answer] = json.loads(capsys.readouterr().out)
    assert (answer["rule"], answer["rows"], answer["hits"]) == ("MEA-03", 27, 1)
    assert answer["examples"][0]["ref"].endswith("!D31")
    register = city / "targets.csv"
    main(["targets", "from-run", folder.name, *outputs, "--to", str(register)])
    assert register.read_text(encoding="utf-8-sig").count("\n") >= 28
    with pytest.raises(SystemExit) as stop:  # an existing register is not overwritten by chance
        main(["targets", "from-run", folder.name, *outputs, "--to", str(register)])
    assert stop.value.code == 3


def test_words_of_the_chosen_folder_reach_every_reader(city, expectations, clock):
    own = city / "omat"
    shutil.copytree(expectations, own)
    words = own / "lexicon" / "claims.yaml"
    words.write_text("multiple: 5\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="words of claims"):
        run(city / "inputs", city / "outputs", job(own, clock))
    assert run(city / "inputs", city / "outputs", job(expectations, clock))[1].is_dir()
