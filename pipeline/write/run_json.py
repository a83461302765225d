"""`run.json`: what a program may know of a run. An interface: versioned, described in docs/run.schema.json."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.model.run_facts import RunFacts

SCHEMA_VERSION = 1
"""Raised when a key is taken away or changes meaning; a new key leaves it as it is."""


def write(facts: RunFacts, path: Path) -> None:
    """Write the facts as JSON, `schema_version` first; keys keep the order of RunFacts."""
    told = {"schema_version": SCHEMA_VERSION, **facts.as_dict()}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
