"""One explanation of two indicators: what fits one of them is no mistake of the other."""

from __future__ import annotations

import pytest

from pipeline.model.raw import Field, RawIndicator
from pipeline.normalise.claims import INCONSISTENT, read_claims
from pipeline.normalise.shared import settled

ROWS = (
    ("Käyntien määrä", "100 kpl", "120 kpl", "130 kpl"),
    ("Lainojen määrä", "5 010 kpl", "5 990 kpl", "5 510 kpl"),
)


def raw(row: tuple[str, ...], explanation: str, ref: str) -> RawIndicator:
    names = ("indicator", "baseline", "target", "actual")
    fields = {name: Field(text, "A1") for name, text in zip(names, row, strict=True)}
    return RawIndicator("Taul1", fields, None, explanation, [ref])


def wrong(explanations: tuple[str, str], refs: tuple[str, str]) -> list[tuple[int, str]]:
    """(row, type) of every inconsistent claim of the two rows."""
    rows = []
    for row, text, ref in zip(ROWS, explanations, refs, strict=True):
        about = dict(zip(("text", "baseline_text", "target_text", "actual_text"), row, strict=True))
        asked = {
            "indicator": {**about, "better": "higher", "report_year": 2023},
            "explanation": text,
            "lang": "fi",
        }
        rows.append((raw(row, text, ref), read_claims(asked)))
    return [(n, c.type) for n, told in enumerate(settled(rows)) for c in told if c.verdict == INCONSISTENT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tavoite saavutettiin.", []),
        ("Lainojen tavoite saavutettiin.", [(1, "target_comparison")]),
        ("Kasvua oli 30 % edellisvuodesta.", []),
        ("Lainojen määrä kasvoi 20 % edellisvuodesta.", [(1, "pct_change")]),
        ("Kasvua oli 77 % edellisvuodesta.", [(0, "pct_change"), (1, "pct_change")]),
        ("Uusia asemia avattiin kaksi: Ranta, Kylä ja Mäki.", [(0, "list_count")]),
    ],
)
def test_a_shared_text(text: str, found: list[tuple[int, str]]) -> None:
    assert wrong((text, text), ("A9", "A9")) == found


def test_texts_of_their_own_are_weighed_by_themselves() -> None:
    text = "Tavoite saavutettiin."
    assert wrong((text, text), ("A9", "A10")) == [(1, "target_comparison")]
