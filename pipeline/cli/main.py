"""The command `toteuma`. Imports nothing heavy: each command's module is loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from pipeline.model.errors import ToteumaError

COMMANDS = {
    "check": "A department's own check of its workbook: findings on screen, nothing written.",
    "diff": "What changed between two runs.",
    "doctor": "What is installed, readable, writable and configured.",
    "explain": "How a text is read: values or claims.",
    "rules": "List the rules, or explain one.",
    "run": "The main job: everything in inputs/ to a new folder in outputs/.",
    "runs": "The earlier runs.",
    "targets": "The register of approved targets.",
}
"""Each command with its one line, so that `--help` need not load the command."""

EXIT_CODES = {
    0: "nothing blocking was found",
    1: "blocking findings",
    2: "wrong usage",
    3: "could not run: settings, suites or folders are wrong",
    4: "another run holds the lock",
    70: "a bug in toteuma",
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import `pipeline.cli.<name>` and take its `command`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"pipeline.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table above."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: " + "; ".join(f"{code} {text}" for code, text in EXIT_CODES.items()) + ".",
)
@click.version_option(version("toteuma"), prog_name="toteuma")
def cli() -> None:
    """Read the departments' workbooks, recompute every figure, write one checked report.

    Example: toteuma run
    """


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; our own errors become one sentence and their exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes may not be UTF-8; Finnish letters must survive either way
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(args=list(argv) if argv is not None else None, prog_name="toteuma", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ToteumaError as error:
        click.echo(f"toteuma: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001 - the last resort of the program: shown whole, exit 70
        # a bug: its traceback is for the person who mends it
        import traceback

        traceback.print_exc()
        click.echo("toteuma: this is a bug in toteuma, please report it with the lines above.", err=True)
        sys.exit(70)


if __name__ == "__main__":
    main()
