"""Settings a coordinator may change: `expectations/settings.yaml` over our defaults."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.model.errors import SettingsError
from pipeline.model.yaml_file import read_yaml

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one workbook; each breach is a finding that names the limit."""

    file_mib: float = 50
    unpacked_mib: float = 400
    ratio: float = 200
    cells: int = 500_000
    seconds: float = 45
    memory_mib: float = 1500
    sheets: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each documented in docs/settings.md."""

    city: str = ""
    language: str = "fi"
    department_languages: dict[str, str] = field(default_factory=dict)
    phase: str = "year_end"  # or interim: chooses the severities
    report_year: int | None = None
    time_zone: str = "Europe/Helsinki"
    deadline: str | None = None  # ISO date and time
    departments: tuple[str, ...] = ()  # expected; () = not told
    hold_back: tuple[str, ...] = ("error",)
    goal_met_only_if_all: bool = True
    workers: int = 2
    settle_seconds: float = 2.0  # a file younger than this may still be copied
    limits: Limits = field(default_factory=Limits)


def _build(cls: type[Any], data: Any, file: Path, place: str) -> Any:
    if not isinstance(data, dict):
        raise SettingsError(f"{file}: {place or 'the file'} must be a list of `name: value` lines.")
    known = {f.name: f for f in fields(cls)}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise SettingsError(
            f"{file}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}."
        )
    values = dict(data)
    defaults = cls()
    for name, value in values.items():
        default = getattr(defaults, name)
        if isinstance(default, tuple) and isinstance(value, list):
            values[name] = tuple(str(v) for v in value)
        elif name == "limits":
            values[name] = _build(Limits, value, file, "limits")
        elif isinstance(default, bool) != isinstance(value, bool) and default is not None:
            raise SettingsError(f"{file}: {place}{name} must be {type(default).__name__}, not {value!r}.")
        elif isinstance(default, (int, float)) and not isinstance(value, (int, float)):
            raise SettingsError(f"{file}: {place}{name} must be a number, not {value!r}.")
        elif isinstance(default, (str, dict)) and not isinstance(value, type(default)):
            raise SettingsError(f"{file}: {place}{name} must be {type(default).__name__}, not {value!r}.")
        elif name == "deadline" and value is not None:
            values[name] = str(value)
    return cls(**values)


def load(folder: Path) -> Settings:
    """Read `<folder>/settings.yaml`; defaults where it or a line is absent. SettingsError names file and place."""
    file = folder / "settings.yaml"
    if not file.exists():
        return Settings()
    data = read_yaml(file) or {}
    settings: Settings = _build(Settings, data, file, "")
    if settings.language not in LANGUAGES:
        raise SettingsError(
            f"{file}: language must be one of {', '.join(LANGUAGES)}, not {settings.language!r}."
        )
    if settings.phase not in ("year_end", "interim"):
        raise SettingsError(f"{file}: phase must be year_end or interim, not {settings.phase!r}.")
    return settings
