"""Write docs/cli.md, docs/settings.md and docs/rules.md from the program; `--check` fails when they are stale."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import click

from pipeline.cli.main import COMMANDS, EXIT_CODES, cli
from pipeline.model.catalogue import Catalogue
from pipeline.model.places import shipped_expectations
from pipeline.model.rule import Rule
from pipeline.model.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"

SETTINGS = {
    "city": "The city's name, on the cover of reports.",
    "language": "Language of reports: fi, sv or en.",
    "department_languages": "Department name to language, for departments that are answered in another language.",
    "phase": "year_end or interim: chooses each rule's severity.",
    "report_year": "Used where neither the workbook nor its file name says the year.",
    "time_zone": "The city's time zone: of the deadline and of every moment that is printed.",
    "deadline": "When workbooks are due, such as 2024-02-01T16:00.",
    "departments": "The departments that are expected to answer; empty means that it is not told.",
    "hold_back": "Severities that keep a row out of the consolidated report.",
    "goal_met_only_if_all": "A goal with several indicators is met only if all are.",
    "workers": "How many workbooks are read at once, each in its own process.",
    "settle_seconds": "A file changed more recently than this may still be being copied; it is waited for.",
    "limits.file_mib": "Largest file.",
    "limits.unpacked_mib": "Largest unpacked size of one workbook.",
    "limits.ratio": "Highest ratio of unpacked to packed size of one part.",
    "limits.cells": "Most cells in a workbook.",
    "limits.seconds": "Longest time to read one workbook.",
    "limits.memory_mib": "Most memory to read one workbook.",
    "limits.sheets": "Most sheets in a workbook.",
}


def settings_page() -> str:
    """Every setting with its default; a setting without a text here is an error."""
    defaults = Settings()
    rows = []
    for field in fields(Settings):
        value = getattr(defaults, field.name)
        if is_dataclass(value):
            rows += [(f"{field.name}.{f.name}", getattr(value, f.name)) for f in fields(value)]
        else:
            rows.append((field.name, value))
    lines = [
        "# Settings",
        "",
        "They stand in `expectations/settings.yaml`; a line left out has its default, an unknown line stops the run.",
        "",
        "| setting | default | what it does |",
        "| --- | --- | --- |",
        *[f"| `{name}` | `{value!r}` | {SETTINGS[name]} |" for name, value in rows],
    ]
    return "\n".join(lines) + "\n"


def _help(command: click.Command, name: str, level: int) -> list[str]:
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    lines = [f"{'#' * level} {name}", "", "```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            lines += _help(found, f"{name} {sub}", level + 1)
    return lines


def cli_page() -> str:
    """The help of every command, and the exit codes."""
    lines = ["# Command line", "", "Written by `make docs` from `--help`.", "", *_help(cli, "toteuma", 2)]
    lines += ["## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {text} |" for code, text in EXIT_CODES.items()]
    assert set(COMMANDS) == set(cli.list_commands(click.Context(cli)))
    return "\n".join(lines) + "\n"


def _words(rule: Rule) -> list[str]:
    """How the message says a parameter that begins it: without that the message tells a reader little."""
    said = [(n, words) for n, words in rule.words.items() if rule.message["en"].startswith(f"{{{n}}}")]
    return [
        line
        for n, words in said
        for line in (f"`{{{n}}}` is: {'; or: '.join(w['en'] for w in words.values())}.", "")
    ]


def rules_page() -> str:
    """Every rule of the catalogue, in English, by theme."""
    catalogue = Catalogue.load(shipped_expectations())
    lines = ["# Rules", "", "Written by `make docs` from `expectations/`; `toteuma rules explain CODE` shows one in any language.", ""]  # fmt: skip
    theme = None
    for rule in sorted(catalogue.rules(), key=lambda r: (r.theme, r.code)):
        if rule.theme != theme:
            theme = rule.theme
            lines += [f"## {theme}", ""]
        lines += [
            f"### {rule.code}: {rule.title['en']}",
            "",
            f"Severity: {rule.severity['year_end']} at year end, {rule.severity['interim']} at interim.",
            "",
            f"Why: {rule.why['en']}",
            "",
            f"Message: {rule.message['en']}",
            "",
            *_words(rule),
            f"What to do: {catalogue.advice(rule.code, 'en')}",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the pages, or with --check say which are stale and exit with 1."""
    pages = {"cli.md": cli_page(), "settings.md": settings_page(), "rules.md": rules_page()}
    stale = []
    for name, text in pages.items():
        file = DOCS / name
        if "--check" in sys.argv:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            file.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        sys.exit(f"stale: {', '.join(stale)}; run `make docs`")


if __name__ == "__main__":
    main()
