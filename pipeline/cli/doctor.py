"""`toteuma doctor`: what is installed, readable, writable and configured."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli import common
from pipeline.model.errors import ToteumaError

_NEEDED = (
    "great-expectations", "polars", "openpyxl", "python-calamine", "xlsxwriter", "python-docx", "jinja2", "babel",
    "num2words", "rapidfuzz", "msoffcrypto-tool", "lxml", "psutil",
)  # fmt: skip
Line = tuple[bool, str, str]


def _libraries() -> Iterator[Line]:
    yield sys.version_info >= (3, 11), "python", platform.python_version()
    for name in _NEEDED:
        try:
            yield True, name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield False, name, "not installed"


def _folders(inputs: Path, outputs: Path) -> Iterator[Line]:
    ok = inputs.is_dir() and os.access(inputs, os.R_OK)
    yield (
        ok,
        f"inputs ({inputs})",
        f"{sum(1 for p in inputs.rglob('*') if p.is_file())} files" if ok else "not readable",
    )
    parent = outputs if outputs.exists() else outputs.absolute().parent
    yield (
        os.access(parent, os.W_OK),
        f"outputs ({outputs})",
        "writable" if os.access(parent, os.W_OK) else "not writable",
    )


def _configuration(expectations: Path | None) -> Iterator[Line]:
    from pipeline.model.catalogue import Catalogue
    from pipeline.read import labels

    try:
        settings, folder = common.settings_and_folder(expectations, None)
        yield True, f"settings ({folder})", f"language {settings.language}, phase {settings.phase}"
        yield True, "rules", str(len(list(Catalogue.load(folder).rules())))
        labels.load(folder)
        yield True, "labels", "readable"
    except ToteumaError as error:
        yield False, "expectations", str(error)


@click.command(epilog="Example: toteuma doctor")
@click.option("--inputs", type=click.Path(path_type=Path), default=Path("inputs"), show_default=True, help="Folder of the workbooks.")  # fmt: skip
@common.outputs_option
@common.expectations_option
@common.json_option
def command(inputs: Path, outputs: Path, expectations: Path | None, as_json: bool) -> None:
    """What is installed, readable, writable and configured; exits with 3 when something is wrong."""
    lines = [*_libraries(), *_folders(inputs, outputs), *_configuration(expectations)]
    if as_json:
        click.echo(
            json.dumps(
                [{"ok": ok, "what": what, "found": found} for ok, what, found in lines], ensure_ascii=False
            )
        )
    else:
        for ok, what, found in lines:
            click.echo(f"{'ok   ' if ok else 'WRONG'} {what}: {found}")
    sys.exit(0 if all(ok for ok, _, _ in lines) else 3)
