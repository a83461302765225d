"""The memory bound that a reading process sets itself, and how it says that it was met."""

from __future__ import annotations

import contextlib
import importlib

from pipeline.model.settings import Limits

MIB = 1024 * 1024
EXIT_MEMORY = 71
_ROOM_MIB = 512  # address space is more than what is really used


def bound_memory(limits: Limits) -> None:
    """Bound this process's address space. Windows has no such bound: there the parent watches alone."""
    with contextlib.suppress(ImportError):
        resource = importlib.import_module("resource")
        bound = int((limits.memory_mib + _ROOM_MIB) * MIB)
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
