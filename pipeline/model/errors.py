"""Errors that stop a run, a class for each decision of the caller.

ToteumaError
├── SettingsError      our own settings, suites, labels or folders are wrong      exit 3
├── LockedError        another run holds the lock                                 exit 4
└── UnreadableWorkbook one workbook cannot be read: caught at the rim of `read`, becomes a finding

Bad *data* never raise: they are rows of FINDINGS. Anything else is a bug (exit 70).
"""

from __future__ import annotations

from typing import Any


class ToteumaError(Exception):
    """Base of what we raise on purpose; `exit_code` is what the command line answers with."""

    exit_code = 3


class SettingsError(ToteumaError):
    """Our own settings are wrong: the sentence names the file, the place and what to do."""


class LockedError(ToteumaError):
    """Another run is writing the same outputs folder."""

    exit_code = 4


class UnreadableWorkbook(ToteumaError):  # noqa: N818 - the domain's word; it is not the program's error
    """One workbook cannot be read. `rule` is the code of the finding, `params` fill its message."""

    def __init__(self, rule: str, **params: Any) -> None:
        super().__init__(f"{rule}: {params}")
        self.rule = rule
        self.params = params
