"""Docs are tests: every command, setting, exit code and stage is documented, and generated pages are fresh."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import click
import pytest

from pipeline.cli.main import COMMANDS, EXIT_CODES, cli


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example_and_a_place_in_the_docs(name, root):
    context = click.Context(cli)
    command = cli.get_command(context, name)
    help_text = command.get_help(click.Context(command, info_name=name))
    assert "Example:" in help_text
    assert f"## toteuma {name}" in (root / "docs" / "cli.md").read_text(encoding="utf-8")


def test_generated_pages_are_fresh(root):
    done = subprocess.run(
        [sys.executable, "tools/make_docs.py", "--check"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_exit_code_is_in_the_table(root):
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    for code, text in EXIT_CODES.items():
        assert f"| {code} | {text} |" in page


def test_module_table_of_the_architecture_equals_the_tree(root):
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\| `pipeline/(\w+)/` \|", page))
    folders = {p.parent.name for p in (root / "pipeline").glob("*/__init__.py")}
    assert named == folders


def test_changelog_names_the_version(root):
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    top = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert top is not None
    assert top[1] == version


def test_readme_names_the_two_commands(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
