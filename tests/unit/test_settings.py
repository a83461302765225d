"""Settings: what is right is taken, what is wrong stops with file and place."""

from __future__ import annotations

import pytest

from pipeline.model.errors import SettingsError
from pipeline.model.settings import Settings, load


def test_absent_file_gives_defaults(tmp_path):
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("language: sv", "language", "sv"),
        ("hold_back: [error, warning]", "hold_back", ("error", "warning")),
        ("report_year: 2023", "report_year", 2023),
        ("deadline: 2024-02-01 16:00", "deadline", "2024-02-01 16:00"),
        ("city: Kuvitteila", "city", "Kuvitteila"),
    ],
)
def test_taken(tmp_path, text, name, value):
    (tmp_path / "settings.yaml").write_text(text, encoding="utf-8")
    assert getattr(load(tmp_path), name) == value


def test_limits_are_nested(tmp_path):
    (tmp_path / "settings.yaml").write_text("limits: {seconds: 3}", encoding="utf-8")
    assert load(tmp_path).limits.seconds == 3
    assert load(tmp_path).limits.cells == Settings().limits.cells


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("langauge: fi", "langauge"),
        ("language: de", "'de'"),
        ("phase: never", "'never'"),
        ("workers: many", "'many'"),
        ("goal_met_only_if_all: 1", "goal_met_only_if_all"),
        ("limits: {hours: 3}", "hours"),
        ("- a\n- b", "name: value"),
        ("a: [", "settings.yaml"),
    ],
)
def test_refused_with_one_sentence(tmp_path, text, says):
    (tmp_path / "settings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.yaml") as caught:
        load(tmp_path)
    assert says in str(caught.value)
