"""The one clock. Only the command line makes a real one; tests pass a fixed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a run began, with its time zone."""

    now: datetime

    @classmethod
    def real(cls, zone: str = "Europe/Helsinki") -> Clock:
        """The machine's time in the city's time zone."""
        return cls(datetime.now(ZoneInfo(zone)))  # noqa: TID251 - this is the clock
