"""`toteuma run`: the nightly job."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import common

if TYPE_CHECKING:
    from pipeline.run import Progress

STAGES = {
    "intake": {"fi": "Haetaan tiedostot", "sv": "Hämtar filerna", "en": "Gathering files"},
    "read": {"fi": "Luetaan työkirjat", "sv": "Läser arbetsböckerna", "en": "Reading workbooks"},
    "normalise": {
        "fi": "Tulkitaan luvut ja tekstit",
        "sv": "Tolkar tal och texter",
        "en": "Reading figures and texts",
    },
    "validate": {"fi": "Tarkistetaan", "sv": "Kontrollerar", "en": "Checking"},
    "write": {"fi": "Kirjoitetaan tulokset", "sv": "Skriver resultaten", "en": "Writing outputs"},
}


@contextmanager
def progress(lang: str, *, quiet: bool) -> Iterator[Progress]:
    """A moving line on a terminal, plain lines elsewhere, nothing with --json."""
    if quiet:
        yield lambda _stage, _done, _of: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task("", total=1)
            yield lambda stage, done, of: bars.update(
                task, description=STAGES[stage][lang], completed=done, total=max(of, 1)
            )
    else:
        seen: set[str] = set()

        def line(stage: str, _done: int, _of: int) -> None:
            if stage not in seen:
                seen.add(stage)
                click.echo(STAGES[stage][lang], err=True)

        yield line


@click.command(epilog="Example: toteuma run --inputs inputs --outputs outputs")
@click.option(
    "--inputs",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("inputs"),
    show_default=True,
    help="Folder of the departments' workbooks.",
)
@common.outputs_option
@common.expectations_option
@common.lang_option
@common.json_option
@click.option(
    "--reference-docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The city's own Word template, for the styles of report.docx.",
)
@click.option("--tolerate-findings", is_flag=True, help="Exit with 0 although there are blocking findings.")
@common.now_option
def command(
    inputs: Path,
    outputs: Path,
    expectations: Path | None,
    lang: str | None,
    as_json: bool,
    reference_docx: Path | None,
    tolerate_findings: bool,
    now: str | None,
) -> None:
    """The main job: everything in inputs/ is read, checked and written to a new folder in outputs/."""
    from pipeline.cli.summary import summary
    from pipeline.run import run

    settings, _ = common.settings_and_folder(expectations, lang)
    with progress(settings.language, quiet=as_json) as show:
        job = common.make_job(expectations, lang, now, show)
        examined, folder = run(inputs, outputs, job, reference_docx)
    if as_json:
        click.echo((folder / "run.json").read_text(encoding="utf-8"))
    else:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        click.echo(summary(facts, examined.tables, folder, settings.language))
    sys.exit(0 if tolerate_findings else examined.exit_code)
