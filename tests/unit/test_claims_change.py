"""Changes in prose: each slip beside the same sentence with the right figure, and the traps that stay unjudged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.claim_records import record, right, wrong

VISITS = ("12 400 (2023)", "13 200", "15 500")
COSTS = ("840 t€", "800 t€", "756 t€")
PLAIN = ("250", "300", "280")
SHARE = ("52 %", "60 %", "57 %")


def visits(text: str, **more: Any) -> dict[str, Any]:
    return record("fi", "Museon kävijämäärä", VISITS, text, hint="kävijää", **more)


def besok(text: str, **more: Any) -> dict[str, Any]:
    return record("sv", "Besökare på museet", VISITS, text, hint="besökare", **more)


def visitors(text: str, **more: Any) -> dict[str, Any]:
    return record(
        "en", "Museum visitors", ("12,400 (2023)", "13,200", "15,500"), text, hint="visitors", **more
    )


def costs(text: str) -> dict[str, Any]:
    return record("fi", "Tilojen käyttökustannukset", COSTS, text, hint="t€", better="lower")


WRONG = [
    (visits("Kävijämäärä kasvoi edellisvuodesta 17 prosenttia."), "pct_change", "vs_target"),
    (visits("Edellisvuoteen verrattuna kävijämäärä kasvoi 20 prosenttia."), "pct_change", "wrong_denominator"),
    (visits("Kävijämäärä laski 25 prosenttia edellisvuodesta."), "pct_change", "swapped"),
    (visits("Kävijöiden määrä kasvoi vuodesta 2023 35 prosenttia."), "pct_change", "typo_digit"),
    (visits("Tavoite ylittyi 3 100 kävijällä."), "difference", "previous_year"),
    (visits("Tavoite ylitettiin 2 300:lla, ja kävijöitä oli 3 100 enemmän kuin vuonna 2023; kasvua oli 2 000 kävijää edellisvuodesta."), "difference", "none"),
    (visits("Kävijöitä oli 2 300 enemmän kuin edellisvuonna."), "difference", "vs_target"),
    (visits("Kävijämäärä kasvoi 12 400:sta 15 500:aan eli 52 prosenttia."), "pct_change", "swapped_or_typo"),
    (visits("Kävijämäärä kaksinkertaistui edellisvuodesta."), "ratio", "none"),
    (besok("Antalet besökare ökade med 17 procent jämfört med föregående år."), "pct_change", "vs_target"),
    (besok("Målet överskreds med 3 100 besökare."), "difference", "previous_year"),
    (besok("Besökarna var 2 300 fler än året innan."), "difference", "vs_target"),
    (besok("Antalet besökare minskade med 25 procent från föregående år."), "pct_change", "swapped"),
    (visitors("Visitor numbers rose by 17% on the previous year."), "pct_change", "vs_target"),
    (visitors("Visitors were up 20 per cent on the previous year."), "pct_change", "wrong_denominator"),
    (visitors("The target was exceeded by 3,100 visitors."), "difference", "previous_year"),
    (visitors("There were 3,500 more visitors than last year."), "difference", "typo_digit"),
    (costs("Kustannukset alenivat lähtötasosta 11 prosenttia."), "pct_change", "wrong_denominator"),
    (record("fi", "Vastausprosentti", SHARE, "Vastausprosentti nousi 9 prosenttiyksikköä edellisvuodesta.", hint="%"), "pp_change", "none"),
    (record("fi", "Vastausprosentti", SHARE, "Tavoitteesta jäätiin 5 prosenttiyksikköä.", hint="%"), "pp_change", "previous_year"),
    (record("sv", "Svarsandel", SHARE, "Svarsandelen steg från 52 till 57 procent, en ökning med sju procentenheter.", hint="%"), "pp_change", "none"),
    (record("en", "Response rate", SHARE, "The response rate rose by 8 percentage points from the baseline.", hint="%"), "pp_change", "vs_baseline"),
    (record("fi", "Asiakkaat", PLAIN, "Asiakkaita oli 30 vähemmän kuin tavoite.", hint="asiakasta"), "difference", "previous_year"),
]  # fmt: skip
SLIPS_OPEN = {"swapped_or_typo", "vs_baseline", "none"}


@pytest.mark.parametrize(("asked", "kind", "fits"), WRONG, ids=[w[0]["explanation"][:50] for w in WRONG])
def test_a_plain_slip_is_found_and_named(asked: dict[str, Any], kind: str, fits: str) -> None:
    found = wrong(asked)
    assert [k for k, _ in found] == [kind]
    if fits not in SLIPS_OPEN:
        assert found[0][1] == fits


RIGHT = [
    (visits("Kävijämäärä kasvoi edellisvuodesta 25 prosenttia."), "pct_change"),
    (visits("Kävijöitä oli neljänneksen enemmän kuin edellisvuonna."), "pct_change"),
    (visits("Tavoite ylittyi 2 300 kävijällä."), "difference"),
    (visits("Tavoite ylittyi 17 prosentilla."), "pct_change"),
    (visits("Kävijöitä oli 3 100 enemmän kuin vuonna 2023."), "difference"),
    (visits("Kävijämäärä kasvoi 12 400:sta 15 500:aan eli 25 prosenttia."), "pct_change"),
    (visits("Kävijämäärä kasvoi noin neljänneksellä."), None),
    (besok("Antalet besökare ökade med 25 procent jämfört med föregående år."), "pct_change"),
    (besok("Målet överskreds med 2 300 besökare."), "difference"),
    (besok("Besökarantalet steg från 12 400 till 15 500, det vill säga med 25 procent."), "pct_change"),
    (visitors("Visitor numbers rose by 25% on the previous year."), "pct_change"),
    (visitors("Visitors rose from 12,400 to 15,500, or by 25%."), "pct_change"),
    (visitors("The total was 2,300 above target."), "difference"),
    (costs("Kustannukset alenivat lähtötasosta 10 prosenttia eli 84 000 euroa."), "pct_change"),
    (costs("Kustannukset alittivat tavoitteen 44 000 eurolla."), "difference"),
    (record("fi", "Vastausprosentti", SHARE, "Vastausprosentti nousi viisi prosenttiyksikköä.", hint="%"), "pp_change"),
    (record("fi", "Vastausprosentti", SHARE, "Tavoitteesta jäätiin kolme prosenttiyksikköä.", hint="%"), "pp_change"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "kind"), RIGHT, ids=[w[0]["explanation"][:50] for w in RIGHT])
def test_the_right_figure_is_confirmed(asked: dict[str, Any], kind: str | None) -> None:
    assert wrong(asked) == []
    assert kind is None or kind in right(asked)


TRAPS = [
    visits("Kävijämäärä kasvoi vuoteen 2019 verrattuna 8 prosenttia."),
    visits("Kävijöitä oli 12 prosenttia enemmän kuin vastaavissa museoissa keskimäärin."),
    visits("Lipputulot kasvoivat 9 prosenttia."),
    visits("Kävijämäärä kasvoi ja lipputulot nousivat 9 prosenttia edellisvuodesta."),
    visits("Ulkomaisten kävijöiden määrä kasvoi 40 prosenttia edellisvuodesta."),
    visits("Kävijämäärä kasvoi kesällä 40 prosenttia edellisvuodesta."),
    visits("Kävijämäärän arvioidaan kasvavan ensi vuonna 10 prosenttia."),
    visits("Kävijämäärä kasvoi vuosina 2015–2023 keskimäärin 3 prosenttia vuodessa."),
    visits("Henkilöstöä oli 45, kaksi enemmän kuin vuotta aiemmin."),
    visits("Tavoitteena on kasvattaa kävijämäärää 5 prosenttia ensi vuonna."),
    visits("Näyttelyitä oli 14, mikä on kolme enemmän kuin edellisvuonna."),
    record("fi", "Museon kävijämäärä", ("10 000 (2019)", "13 000", "15 500"), "Kävijämäärä kasvoi 12 prosenttia."),
    record("fi", "Museon kävijämäärä", ("10 000 (2019)", "13 000", "15 500"), "Kävijämäärä kasvoi edellisvuodesta 4 prosenttia."),
    record("fi", "Museon kävijämäärä", ("2021: 9 000 2022: 11 000", "13 000", "15 500"), "Kävijämäärä kasvoi 12 prosenttia."),
    record("fi", "Museon kävijämäärä", ("ei mitattu", "13 000", "15 500"), "Kävijämäärä kasvoi 12 prosenttia edellisvuodesta."),
    besok("Antalet besökare ökade med 3 procent jämfört med 2019."),
    besok("Intäkterna ökade med 9 procent från föregående år."),
    besok("Antalet utländska besökare ökade med 40 procent från föregående år."),
    besok("Besökarna väntas öka med 10 procent nästa år."),
    visitors("Visits were 7% up on the same quarter last year."),
    visitors("Ticket income rose by 9% on the previous year."),
    visitors("Overseas visitor numbers rose by 40% on the previous year."),
    visitors("Visitor numbers nationally rose by 4% on the previous year."),
    costs("Sähkön hinta nousi 30 prosenttia edellisvuodesta."),
    costs("Säästöä kertyi 12 000 euroa enemmän kuin remontti maksoi."),
    record("fi", "Vastausprosentti", SHARE, "Vastausprosentti oli 6 prosenttiyksikköä korkeampi kuin muissa kunnissa.", hint="%"),
]  # fmt: skip


@pytest.mark.parametrize("asked", TRAPS, ids=[t["explanation"][:50] for t in TRAPS])
def test_what_the_row_cannot_tell_stays_unjudged(asked: dict[str, Any]) -> None:
    assert wrong(asked) == []
