"""What import-linter cannot say: module sizes, and that the quick start stays quick."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("great_expectations", "pandas", "polars", "openpyxl", "docx", "xlsxwriter", "jinja2", "scipy")


def test_no_module_outgrows_its_name(root):
    long = {
        p.relative_to(root).as_posix(): n
        for p in (root / "pipeline").rglob("*.py")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert long == {}


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_help_loads_nothing_heavy(args):
    code = (
        "import sys\n"
        "from pipeline.cli.main import main\n"
        "try:\n"
        f"    main({args!r})\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1] == "[]"
