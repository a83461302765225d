"""Modules that the library imports for charts and for one rule that we do not use, put off until somebody uses them.

altair and scipy.stats make half of the library's import time, and a department's own check waits for it.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PUT_OFF = ("altair", "scipy.stats")


class Later(ModuleType):
    """Stands in `sys.modules` for a module until one of its names is asked for; then the real one takes its place."""

    def __getattr__(self, name: str) -> Any:
        """Import the real module and answer from it; `__path__` too, so that its own parts can be imported."""
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        real = importlib.import_module(self.__name__)
        self.__dict__.update(
            {k: v for k, v in vars(real).items() if not k.startswith("__") or k == "__path__"}
        )
        return getattr(real, name)


def put_off(names: tuple[str, ...] = PUT_OFF) -> None:
    """Let each module be imported when it is used. One that is there already is left alone."""
    for name in names:
        if name not in sys.modules:
            module = Later(name)
            module.__spec__ = ModuleSpec(name, None)
            sys.modules[name] = module
