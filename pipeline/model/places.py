"""Where things are: the project's folders, or what travels in the installed package."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_expectations() -> Path:
    """The `expectations/` folder that came with the program: beside the package, or inside an installed one."""
    for folder in (_PACKAGE.parent / "expectations", _PACKAGE / "_expectations"):
        if (folder / "labels").is_dir():
            return folder
    raise SettingsError(
        "The folder expectations/ with labels, lexicon and suites is missing: install toteuma again."
    )


def expectations(chosen: Path | None = None) -> Path:
    """The folder chosen, else `./expectations` where the user stands, else the shipped one."""
    if chosen is not None:
        if not chosen.is_dir():
            raise SettingsError(f"The expectations folder {chosen} does not exist.")
        return chosen
    here = Path("expectations")
    return here if (here / "labels").is_dir() else shipped_expectations()
