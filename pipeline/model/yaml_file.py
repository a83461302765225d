"""The one place where YAML is read: settings, rules, labels and word lists are all files of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pipeline.model.errors import SettingsError

__all__ = ["read_yaml"]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where it is built


def read_yaml(file: Path, shown: str | None = None) -> Any:
    """The content of a file (None for an empty one). SettingsError names it, as `shown` where that says more."""
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - the safe loader, in C
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{shown or file} cannot be read as YAML: {error}") from error
