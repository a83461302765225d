"""The lock names the extras that its packages ask for.

An installer in hash mode that meets `coverage[toml]>=7.10` beside a bare `coverage==7.17.4` looks for the newest
coverage there is, finds no hash for it and stops: the lock would work until the next release of coverage only.
"""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"([A-Za-z0-9_.-]+)(\[[^]]*\])?==\S+")


def _pins(lock: str) -> dict[str, set[str]]:
    """The extras that the lock pins, by the package's name."""
    lines = (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := PIN.match(line))]
    return {canonicalize_name(pin[1]): set((pin[2] or "").strip("[]").split(",")) - {""} for pin in found}


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_every_extra_that_is_asked_for_is_pinned_as_such(lock: str) -> None:
    pins = _pins(lock)
    asked = [
        (dist.name, need)
        for dist in distributions()
        if canonicalize_name(dist.name) in pins
        for line in dist.requires or []
        if (need := Requirement(line)).extras and (need.marker is None or need.marker.evaluate({"extra": ""}))
    ]
    missing = [
        f"{who} needs {need}" for who, need in asked if not need.extras <= pins[canonicalize_name(need.name)]
    ]
    assert len(pins) > 20
    assert missing == []
