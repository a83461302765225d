"""A department's own check as one page that stands alone: no run, no links to pages that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.write.html.pages import department_page
from pipeline.write.html.render import put
from pipeline.write.report.model import DepartmentView, Group, Report, Tally


def _views(report: Report) -> Iterator[DepartmentView]:
    """The departments; and what belongs to none (a file that could not be read) under its file's name."""
    yield from report.departments
    strays = tuple(f for f in report.files if not f.page)
    if report.homeless or strays:
        name = ", ".join(f.file for f in strays) or report.facts.city
        nothing = Group(name, Tally(), Tally())
        yield DepartmentView(name, "", report.lang, (), strays, nothing, (), report.homeless)


def write_check(report: Report, path: Path) -> list[Path]:
    """Write the check to `path`; where the files are of several departments, the next ones beside it as `-2`, `-3`."""
    written = []
    for n, view in enumerate(_views(report), 1):
        own = path if n == 1 else path.with_stem(f"{path.stem}-{n}")
        put(own, department_page(report, view, alone=True))
        written.append(own)
    return written
