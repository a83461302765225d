"""Options and makings that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from pipeline.model import places
from pipeline.model.clock import Clock
from pipeline.model.settings import LANGUAGES, Settings, load

if TYPE_CHECKING:
    from pipeline.run import Job, Progress

F = TypeVar("F", bound=Callable[..., Any])

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of what people read (default: settings)."
)
expectations_option = click.option(
    "--expectations",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of suites, labels, lexicon and settings (default: ./expectations, else the shipped one).",
)
outputs_option = click.option(
    "--outputs",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder of the runs.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for programs.")
now_option = click.option("--now", help="Pretend that it is this moment (ISO 8601), for tests and repeats.")


def settings_and_folder(expectations: Path | None, lang: str | None) -> tuple[Settings, Path]:
    """Settings of the chosen expectations folder; `--lang` goes before them."""
    folder = places.expectations(expectations)
    settings = load(folder)
    if lang:
        settings = replace(settings, language=lang, department_languages={})
    return settings, folder


def make_clock(settings: Settings, now: str | None) -> Clock:
    """The real clock, or the moment given with --now."""
    if now is None:
        return Clock.real(settings.time_zone)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError as error:
        raise click.BadParameter(
            f"{now!r} is not a moment such as 2024-02-01T06:00", param_hint="--now"
        ) from error
    return Clock(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.time_zone)))


def make_job(
    expectations: Path | None, lang: str | None, now: str | None, progress: Progress | None = None
) -> Job:
    """A job for `pipeline.run`."""
    from pipeline.run import Job, silent

    settings, folder = settings_and_folder(expectations, lang)
    return Job(folder, settings, make_clock(settings, now), progress or silent)
