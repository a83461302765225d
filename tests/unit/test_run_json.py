from __future__ import annotations

import json
from dataclasses import replace

import demo_report as demo
import pytest
from jsonschema import Draft202012Validator, ValidationError

from pipeline.write import run_json

KEYS = [
    "schema_version", "run_id", "started", "city", "period", "lang", "versions", "counts", "seconds", "inputs",
    "suites", "outcome", "exit_code",
]  # fmt: skip


@pytest.fixture
def schema(root):
    return json.loads((root / "docs" / "run.schema.json").read_text(encoding="utf-8"))


def written(tmp_path, facts):
    run_json.write(facts, tmp_path / "run.json")
    return json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))


def test_the_keys_are_frozen_and_the_schema_knows_each(tmp_path, schema):
    told = written(tmp_path, demo.facts(city="Hämeenkoski"))
    assert list(told) == KEYS
    assert sorted(schema["required"]) == sorted(schema["properties"]) == sorted(KEYS)
    assert (
        told["schema_version"] == schema["properties"]["schema_version"]["const"] == run_json.SCHEMA_VERSION
    )
    assert "Hämeenkoski" in (tmp_path / "run.json").read_text(encoding="utf-8")


def test_what_is_written_fits_the_schema(tmp_path, schema):
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(written(tmp_path, demo.facts()))


@pytest.mark.parametrize(
    "wrong", [{"outcome": "maybe"}, {"exit_code": 7}, {"period": "spring"}, {"inputs": {"a.xlsx": "zz"}}, {"seconds": {"read": -1.0}}]
)  # fmt: skip
def test_what_does_not_fit_is_refused(tmp_path, schema, wrong):
    told = written(tmp_path, replace(demo.facts(), **wrong))
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(told)
