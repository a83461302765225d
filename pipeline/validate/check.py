"""A check and its outcome: what passes between the engine and those who tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of a suite, built: `expectation` is the library's object with its parameters."""

    code: str
    table: str
    place: str
    meta: Mapping[str, Any]
    expectation: Any = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: failing row numbers of its view, or why it crashed. `whole` fails without a row."""

    check: Check
    rows: tuple[int, ...] = ()
    whole: bool = False
    observed: Any = None
    crash: str | None = None
    details: dict[str, list[Any]] = field(default_factory=dict)
