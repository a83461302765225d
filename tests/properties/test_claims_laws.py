"""Whatever an author writes, the claims reader answers; what it calls wrong it can quote, and a true text it never does."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.claims import read_claims
from tests.claim_records import record, wrong

PIECES = st.sampled_from(
    ["Kävijämäärä", "kasvoi", "laski", "edellisvuodesta", "tavoite", "ylittyi", "joista", "yhteensä", "eli", "noin", "(+13 %)",
     "13 %", "(48 %)", "2 000", "135 000", "1,8 M€", "puolet", "kaksinkertaistui", "vuonna 2021", "kolme:", "A, B ja C.", "\n- a",
     "målet", "nåddes inte", "ökade med", "av 17", "procent", "per day", "of which", "8.4", "−2,4 %", "1-6/2023", "§ 4", "%", "(", ")", ":"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)
LANGS = st.sampled_from(["fi", "sv", "en", "nb", ""])


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS, LANGS)
def test_any_text_is_answered_and_quoted(
    indicator: str, target: str, actual: str, text: str, lang: str
) -> None:
    asked: dict[str, Any] = record(lang, indicator, ("113 000", target, actual), text)
    places = {
        "explanation": text,
        "indicator": indicator,
        "target": target,
        "actual": actual,
        "baseline": "113 000",
    }
    for claim in read_claims(asked):
        assert places[claim.where][claim.start : claim.end] == claim.quote
        assert all(claim.message(language) for language in ("fi", "sv", "en"))
        assert claim.verdict != "inconsistent" or claim.fits is not None


@settings(max_examples=60, deadline=None)
@given(st.integers(20, 900), st.integers(20, 900), st.integers(20, 900), st.sampled_from(["fi", "sv", "en"]))
def test_a_true_text_is_never_called_wrong(base: int, target: int, actual: int, lang: str) -> None:
    change, gap = 100 * (actual / base - 1), actual - target
    rose, over = change >= 0, gap >= 0
    percent = f"{abs(change):.1f}"
    texts = {
        "fi": f"Kävijämäärä {'kasvoi' if rose else 'laski'} edellisvuodesta {percent.replace('.', ',')} prosenttia. "
        + (f"Tavoite ylittyi {gap} kävijällä." if over else f"Tavoitteesta jäätiin {-gap} kävijää."),
        "sv": f"Antalet besökare {'ökade' if rose else 'minskade'} med {percent.replace('.', ',')} procent från föregående år. "
        + (f"Målet överskreds med {gap} besökare." if over else f"Besökarna var {-gap} färre än målet."),
        "en": f"Visitors {'rose' if rose else 'fell'} by {percent} per cent on the previous year. "
        + (f"The total was {gap} above target." if over else f"The total was {-gap} below target."),
    }
    names = {"fi": "Museon kävijät", "sv": "Museets besökare", "en": "Museum visitors"}
    cells = (str(base), str(target), str(actual))
    assert wrong(record(lang, names[lang], cells, texts[lang])) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(100, 900), st.integers(100, 900), st.integers(12, 60))
def test_a_plainly_wrong_change_is_always_called_wrong(base: int, actual: int, off: int) -> None:
    said = 100 * (actual / base - 1) + off
    if abs(said) < 10:
        return
    text = f"Kävijämäärä {'kasvoi' if said > 0 else 'laski'} edellisvuodesta {abs(said):.0f} prosenttia."
    found = wrong(record("fi", "Museon kävijät", (str(base), "500", str(actual)), text))
    assert ("pct_change" in [kind for kind, _ in found]) or abs(round(said) - 100 * (actual / base - 1)) < 1
