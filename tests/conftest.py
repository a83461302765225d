"""Fixtures every test may use: a fixed clock, the shipped expectations, settings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipeline.model.clock import Clock
from pipeline.model.places import shipped_expectations
from pipeline.model.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2024, 2, 1, 6, 0, tzinfo=ZoneInfo("Europe/Helsinki")))


@pytest.fixture(scope="session")
def expectations() -> Path:
    return shipped_expectations()


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(city="Kuvitteila", report_year=2023)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
