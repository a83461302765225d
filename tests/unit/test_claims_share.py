"""Shares, sums, lists, restated figures, status, direction and periods: wrong ones beside right ones and traps."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.normalise.claims import read_claims
from tests.claim_records import record, right, wrong


def trips(text: str, **more: Any) -> dict[str, Any]:
    return record("fi", "Palvelulinjan matkat", ("8 420", "9 000", "9 640"), text, hint="matkaa", **more)


def homes(text: str) -> dict[str, Any]:
    return record("fi", "Valmistuneet asunnot", ("410", "450", "468"), text, hint="asuntoa")


def share(text: str, actual: str = "71 %") -> dict[str, Any]:
    return record(
        "fi", "Tavoitteensa saavuttaneiden yksiköiden osuus", ("64 %", "70 %", actual), text, hint="%"
    )


def andel(text: str) -> dict[str, Any]:
    return record("sv", "Andel behöriga lärare", ("78 %", "85 %", "82 %"), text, hint="%")


def schools(text: str) -> dict[str, Any]:
    return record("en", "Schools with a travel plan", ("12", "20", "18"), text, hint="schools")


def wait(text: str, lang: str = "fi") -> dict[str, Any]:
    return record(
        lang,
        "Käsittelyaika" if lang == "fi" else "Handläggningstid",
        ("31 pv", "25 pv", "27 pv"),
        text,
        hint="pv",
        better="lower",
    )


WRONG = [
    (homes("Asunnoista 117 oli vuokra-asuntoja. Valmistuneita asuntoja oli 468, joista vuokra-asuntoja 117 (35 %)."), "share", None),
    (homes("Asuntoja valmistui 468: 117 vuokra-asuntoa ja 361 omistusasuntoa."), "sum", "typo_digit"),
    (homes("Vuokra-asuntoja valmistui 117 ja omistusasuntoja 361, yhteensä 468 asuntoa."), "sum", "typo_digit"),
    (homes("Asuntoja valmistui 468, joista 490 oli vuokra-asuntoja."), "part_of_whole", "none"),
    (homes("Valmistuneita asuntoja oli 486."), "restatement", "typo_digit"),
    (homes("Vuonna 2024 asuntoja valmistui 450."), "restatement", "vs_target"),
    (homes("Asuntoja valmistui vuonna 2024 410."), "restatement", "previous_year"),
    (share("Yksiköitä on 14, ja 14 yksiköstä 75 prosenttia saavutti tavoitteensa."), "integer_feasibility", "none"),
    (share("Kaikista 24 yksiköstä 17 saavutti tavoitteensa (61 %)."), "share", None),
    (share("Tavoitetta ei saavutettu."), "target_comparison", "none"),
    (trips("Vuoden tavoitteesta toteutui 97 prosenttia."), "share", None),
    (trips("Tavoitteeseen ei päästy."), "target_comparison", "none"),
    (trips("Matkojen määrä väheni edellisvuodesta."), "direction", "swapped"),
    (trips("Palvelulinja liikennöi 250 päivänä, ja matkoja tehtiin keskimäärin 48,6 päivässä."), "per_unit", "typo_digit"),
    (trips("Linjaa esiteltiin neljässä tilaisuudessa: kirjastossa, torilla ja palvelutalossa."), "list_count", "none"),
    (andel("Målet nåddes."), "target_comparison", "none"),
    (andel("Av 11 skolor nådde 50 procent målet."), "integer_feasibility", "none"),
    (andel("Andelen behöriga lärare var 28 procent."), "restatement", "typo_digit"),
    (andel("Tre åtgärder vidtogs: mentorskap, löneöversyn, rekrytering och fortbildning."), "list_count", "none"),
    (schools("Of the 30 schools, 18 have a plan (66%)."), "share", None),
    (schools("33% of the 20 schools in the north took part."), "integer_feasibility", "none"),
    (schools("Three partners took part: the county, the police, a charity and a bus company."), "list_count", "none"),
    (schools("The target was met."), "target_comparison", "none"),
    (wait("Käsittelyaika piteni lähtötasosta."), "direction", "swapped"),
    (wait("Tavoite saavutettiin."), "target_comparison", "none"),
    (wait("Målet uppnåddes.", "sv"), "target_comparison", "none"),
    (record("fi", "Päätökset", ("90 kpl (1-6/2023)", "100 kpl (1-6/2024)", "96 kpl"), "Tammi-elokuussa päätöksiä tehtiin 96 kpl.", hint="kpl"), "period_match", "period"),
    (record("fi", "Päätökset", ("90 kpl (1-6/2023)", "100 kpl (1-6/2024)", "96 kpl (1-9/2024)"), "", hint="kpl"), "period_match", "period"),
    (record("sv", "Beslut", ("90", "100 (januari–juni 2024)", "96"), "Under januari–augusti fattades 96 beslut.", hint="beslut"), "period_match", "period"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "kind", "fits"), WRONG, ids=[w[0]["explanation"][:50] for w in WRONG])
def test_what_does_not_add_up_is_found(asked: dict[str, Any], kind: str, fits: str | None) -> None:
    found = wrong(asked)
    assert [k for k, _ in found] == [kind]
    assert fits is None or found[0][1] == fits


RIGHT = [
    (homes("Valmistuneita asuntoja oli 468, joista vuokra-asuntoja 117 (25 %)."), "share"),
    (homes("Asuntoja valmistui 468: 117 vuokra-asuntoa ja 351 omistusasuntoa."), "sum"),
    (homes("Vuokra-asuntoja valmistui 117 ja omistusasuntoja 351, yhteensä 468 asuntoa."), "sum"),
    (homes("Asuntoja valmistui 468, joista 190 oli vuokra-asuntoja."), "restatement"),
    (homes("Valmistuneita asuntoja oli lähes 470."), "restatement"),
    (homes("Vuokra-asuntojen osuus oli 25 % ja loput 75 % oli omistusasuntoja."), "sum_to_100"),
    (share("Kaikista 24 yksiköstä 17 saavutti tavoitteensa (71 %)."), "share"),
    (share("Yksiköitä on 14, ja 14 yksiköstä 71 prosenttia saavutti tavoitteensa."), "integer_feasibility"),
    (share("Tavoite saavutettiin."), "target_comparison"),
    (share("Tavoitetta ei saavutettu.", "66 %"), "target_comparison"),
    (trips("Vuoden tavoitteesta toteutui 107 prosenttia."), "share"),
    (trips("Matkojen määrä kasvoi edellisvuodesta."), "direction"),
    (trips("Palvelulinja liikennöi 250 päivänä, ja matkoja tehtiin keskimäärin 38,6 päivässä."), "per_unit"),
    (trips("Linjaa esiteltiin kolmessa tilaisuudessa: kirjastossa, torilla ja palvelutalossa."), "list_count"),
    (andel("Målet nåddes inte."), "target_comparison"),
    (andel("Av 11 skolor nådde 45 procent målet."), "integer_feasibility"),
    (andel("Andelen behöriga lärare var 82 procent."), "restatement"),
    (andel("Fyra åtgärder vidtogs: mentorskap, löneöversyn, rekrytering och fortbildning."), "list_count"),
    (schools("Of the 30 schools, 18 have a plan (60%)."), "share"),
    (schools("The target was not met."), "target_comparison"),
    (schools("Four partners took part: the county, the police, a charity and a bus company."), "list_count"),
    (wait("Käsittelyaika lyheni lähtötasosta."), "direction"),
    (wait("Käsittelyaika lyheni 31 päivästä 27 päivään, mutta tavoitteesta jäätiin."), "target_comparison"),
    (record("fi", "Päätökset", ("90 kpl (1-6/2023)", "100 kpl (1-6/2024)", "96 kpl"), "Tammi-kesäkuussa päätöksiä tehtiin 96 kpl.", hint="kpl"), "period_match"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "kind"), RIGHT, ids=[w[0]["explanation"][:50] for w in RIGHT])
def test_what_adds_up_is_confirmed(asked: dict[str, Any], kind: str) -> None:
    assert wrong(asked) == []
    assert kind in right(asked)


TRAPS = [
    homes("Asunnoista yli puolet valmistui keskustaan."),
    homes("Asemakaava nro 486 hyväksyttiin 4.6.2024 § 12."),
    homes("Rakenteilla oli vuoden lopussa 486 asuntoa."),
    homes("Asuntotuotannon valtakunnallista tavoitetta ei saavutettu."),
    homes("Vuonna 2023 asuntoja valmistui 398."),
    homes("Tammi-maaliskuussa asuntoja valmistui 96."),
    homes("Kaupungin osuus kustannuksista oli 35 prosenttia ja valtion 40 prosenttia."),
    share("Vastaajista 35 prosenttia oli alle 30-vuotiaita."),
    share("Kyselyyn vastasi 14 koulun oppilaista 75 prosenttia."),
    trips("Matkoja tehtiin eniten linjoilla 3, 5 ja 12."),
    trips("Kuljettajien määrä väheni edellisvuodesta."),
    trips("Arkipäivinä matkoja tehtiin keskimäärin 38 päivässä."),
    trips("Mukana oli viisi kumppania, mm. seurakunta, järjestö ja yritys."),
    trips("Asiakaspalvelun puhelinaikaa pidennettiin kahdella tunnilla: puhelut vastataan kello 8–18."),
    trips("Matkojen määrä kasvoi keväällä mutta väheni syksyllä."),
    trips("Osatavoitteista kaksi ei toteutunut."),
    andel("Av lärarna är 60 procent kvinnor."),
    andel("Det nationella målet nåddes inte."),
    andel("Flera åtgärder vidtogs, t.ex. mentorskap och löneöversyn."),
    schools("Around 40% of pupils walk to school."),
    schools("Two thirds of parents support the plan."),
    schools("The national target was met."),
    schools("Five schools took part in the pilot, including two in the north."),
    wait("Käsittelyaika oli vaativissa asioissa 72 päivää."),
    trips("Työryhmä kokoontui 12 kertaa, kun vuonna 2021 kokouksia oli 10."),
]  # fmt: skip


@pytest.mark.parametrize("asked", TRAPS, ids=[t["explanation"][:50] for t in TRAPS])
def test_no_alarm_where_the_row_says_nothing(asked: dict[str, Any]) -> None:
    assert wrong(asked) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Yksiköitä oli 1 250, joista 1 050 saavutti tavoitteensa.", 84.0),
        ("Yksiköitä oli 1 500, joista 1 290 saavutti tavoitteensa.", 86.0),
    ],
)
def test_the_expected_share_is_the_plain_quotient_and_its_interval_stands_apart(told, expected):
    found = next(c for c in read_claims(share(told, f"{expected:g} %")) if c.where == "actual")
    assert (found.type, found.verdict, found.expected) == ("share", "consistent", expected)
    assert found.expected_low < expected < found.expected_high
