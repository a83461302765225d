"""Modules put off: nothing of them is imported until a name is asked for, and then they are themselves."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

CODE = """
import json, sys
from pipeline.validate.gx.later import Later, put_off
{before}
put_off(("statistics", "xml.dom"))
names = [n for n in ("statistics", "xml.dom") if isinstance(sys.modules[n], Later)]
{use}
print(json.dumps([names, value, sorted(n for n in ("statistics", "xml.dom") if isinstance(sys.modules[n], Later))]))
"""


@pytest.mark.parametrize(
    ("before", "use", "expected"),
    [
        ("", "value = 0", [["statistics", "xml.dom"], 0, ["statistics", "xml.dom"]]),
        ("", "import statistics; value = statistics.mean([1, 3])", [["statistics", "xml.dom"], 2, ["xml.dom"]]),
        ("", "from statistics import median; value = median([1, 5, 9])", [["statistics", "xml.dom"], 5, ["xml.dom"]]),
        ("", "from xml.dom import minidom; value = minidom.__name__", [["statistics", "xml.dom"], "xml.dom.minidom", ["statistics"]]),
        ("", "import xml.dom.minidom as m; value = m.__name__", [["statistics", "xml.dom"], "xml.dom.minidom", ["statistics"]]),
        ("import statistics", "value = 0", [["xml.dom"], 0, ["xml.dom"]]),
        ("", "value = hasattr(sys.modules['statistics'], '__nothing__')", [["statistics", "xml.dom"], False, ["statistics", "xml.dom"]]),
    ],
)  # fmt: skip
def test_a_module_is_itself_once_it_is_used(before: str, use: str, expected: list) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(before=before, use=use)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected


def test_the_library_is_imported_without_charts_and_statistics() -> None:
    code = (
        "import sys, pipeline.validate.gx.engine\n"
        "print([type(sys.modules[n]).__name__ for n in ('altair', 'scipy.stats')])\n"
        "import altair; print(altair.Chart.__name__)\n"
        "from scipy import stats; print(stats.norm.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[:3] == ["['Later', 'Later']", "Chart", "norm"], done.stderr
