"""Attainment from cells as read: every judgement beside its near miss."""

from __future__ import annotations

import pytest

from pipeline.normalise import attainment
from pipeline.normalise.attainment.financial import judge_financial
from pipeline.normalise.values import read_value


@pytest.fixture(scope="module")
def words(expectations):
    return attainment.load(expectations)


def judged(words, indicator, baseline, target, actual, *, better=None, explanation="", lang="fi"):
    texts = {"baseline": baseline, "target": target, "actual": actual}
    cells = {
        role: read_value({
            "text": text, "field": role, "lang": lang,
            "context": {"indicator": indicator, "better": better, "report_year": 2023, "unit_hint": None, "cell": None},
        })
        for role, text in texts.items()
    }  # fmt: skip
    return attainment.judge(
        indicator, **cells, texts=texts, explanation=explanation, better=better, words=words
    )


@pytest.mark.parametrize(
    ("indicator", "baseline", "target", "actual", "expected"),
    [
        # numbers, direction told by target against baseline
        ("Jonon pituus", "26 pv", "20 pv", "24 pv", "not_met"),
        ("Jonon pituus", "26 pv", "20 pv", "20 pv", "met"),
        ("Jonon pituus", "n. 40 pv", "30 pv", "n. 38 pv", "not_met"),
        ("Kampanjoiden määrä", "5", "7", "9", "met"),
        ("Kampanjoiden määrä", "5", "7", "6", "not_met"),
        ("Matkat", "113 000 matkaa", "119 000 (+5 %)", "135 000 (+13 %)", "met"),
        ("Matkat", "113 000 matkaa", "119 000 (+5 %)", "118 000", "not_met"),
        ("Nuorten työttömyys", "Työttömänä 37 % (1-7/2022)", "27 % (1-7/2023)", "35 % (1-7/2023)", "not_met"),
        ("Nuorten työttömyys", "Työttömänä 37 % (1-7/2022)", "27 % (1-7/2023)", "26 % (1-7/2023)", "met"),
        # a written comparator is kept to the letter
        ("Vastausaika", "", "enintään 14 pv", "14 pv", "met"),
        ("Vastausaika", "", "enintään 14 pv", "15 pv", "not_met"),
        ("Kävijät", "", "yli 2 000", "2 000", "not_met"),
        # relative targets need the baseline
        ("Asiakkaat", "431 hlö/kk", "Vähintään sama", "250 hlö/kk", "not_met"),
        ("Asiakkaat", "431 hlö/kk", "Vähintään sama", "431 hlö/kk", "met"),
        ("Asiakkaat", "", "Vähintään sama", "250 hlö/kk", "not_assessable"),
        ("Hankkeiden määrä", "0", "Määrän kasvu", "5 kpl", "met"),
        ("Hankkeiden määrä", "5", "Määrän kasvu", "5 kpl", "not_met"),
        # nothing to compare
        ("Kävijät", "100", "", "120", "not_assessable"),
        ("Kävijät", "100", "110", "–", "not_assessable"),
        ("Luku", "", "5", "7", "not_assessable"),
        ("Luku", "", "5", "5", "met"),
        ("Poikkeama talousarviosta", "-1,2 %", "±1,0 %", "0,6 %", "met"),
        ("Poikkeama talousarviosta", "-1,2 %", "±1,0 %", "-1,4 %", "not_met"),
        ("Vastausaika", "4 min", "enintään 3 min", "2 min 40 s", "met"),
        ("Vastausaika", "4 min", "enintään 3 min", "3 min 10 s", "not_met"),
        ("Käsittelyaika", "9 viikkoa", "enintään 6 viikkoa", "45 päivää", "not_met"),
        ("Käsittelyaika", "9 viikkoa", "enintään 6 viikkoa", "28 päivää", "met"),
        ("Käsittelyaika", "9 viikkoa", "enintään 6 viikkoa", "35 päivää", "not_assessable"),
        ("Pyöräilijät laskentapisteissä", "214 000", "225 000", "231 500", "met"),
    ],
)
def test_numbers(words, indicator, baseline, target, actual, expected):
    assert judged(words, indicator, baseline, target, actual).attainment == expected


@pytest.mark.parametrize(
    ("target", "actual", "explanation", "expected"),
    [
        ("Käytössä", "Käytössä", "", "met"),
        ("Käytössä H1/2023", "Ei käytössä", "", "not_met"),
        ("Valmis", "Toteutunut", "", "met"),
        ("Valmis", "Kesken", "", "not_met"),
        ("Valmis", "Osittain toteutunut", "", "partly"),
        ("Järjestelmä käytössä", "Järjestelmä on testivaiheessa", "", "not_met"),
        ("Käynnissä", "Käynnissä", "", "met"),
        ("Toteutunut", "Ei toteutunut", "", "not_met"),
        (
            "Valmis ja käytössä",
            "Sivut valmiina, kampanjan konseptointi ja toteutus ensi vuodelle olemassa",
            "",
            "not_assessable",
        ),
        ("Valmis ja käytössä", "Valmis ja käytössä", "", "met"),
        ("Valmis", "Toteutunut, kehitys edelleen käynnissä", "", "met"),
        (
            "Toteutunut",
            "Ei toteutunut",
            "Erillistä päätöstä ei tehdä, koska työ perustuu lakiin.",
            "not_assessable",
        ),
    ],
)
def test_states(words, target, actual, explanation, expected):
    assert (
        judged(words, "Palvelu", "Suunnitteilla", target, actual, explanation=explanation).attainment
        == expected
    )


@pytest.mark.parametrize(
    ("indicator", "baseline", "target", "given", "better", "inferred"),
    [
        ("Läpimenoaika", "26 pv", "20 pv", None, "lower", True),  # the indicator's words
        ("Jonon pituus", "26 pv", "20 pv", None, "lower", True),  # target against baseline
        ("Läpimenoaika", "26 pv", "20 pv", "lower", "lower", False),
        ("Läpimenoaika", "26 pv", "enintään 20 pv", None, "lower", False),  # the target's own comparator
        ("Läpimenoaika", "26 pv", "20 pv tai alle", None, "lower", False),
        ("Hankkeiden määrä", "5", "Määrän kasvu", None, "higher", False),  # the target's own wish
    ],
)
def test_a_direction_that_the_target_tells_is_not_inferred(
    words, indicator, baseline, target, given, better, inferred
):
    told = judged(words, indicator, baseline, target, "24 pv", better=given)
    assert (told.better, told.inferred) == (better, inferred)


@pytest.mark.parametrize(
    ("target", "actual", "better", "lang", "said"),
    [
        ("no more than 280", "297", None, "en", "The actual 297 is above the target (no more than 280)."),
        ("Enintään 14 pv.", "15 pv.", None, "fi", "Toteuma 15 pv on suurempi kuin tavoite (Enintään 14 pv)."),
        ("at least 160", "171", None, "en", "The actual 171 meets the target (at least 160)."),
        ("at least 160", "151", None, "en", "The actual 151 is below the target (at least 160)."),
        ("160", "151", "higher", "en", "The actual 151 is below the target 160."),
        ("över 160", "160", None, "sv", "Utfallet 160 uppfyller inte målet (över 160)."),
        ("högst 40", "43", None, "sv", "Utfallet 43 överstiger målet (högst 40)."),
        ("enintään 14 pv", "15 pv", None, "fi", "Toteuma 15 pv on suurempi kuin tavoite (enintään 14 pv)."),
        ("enintään 6 viikkoa", "45 päivää", None, "fi", "Toteuma 45 päivää on suurempi kuin tavoite (enintään 6 viikkoa)."),
        ("5–7 %", "8 %", "lower", "fi", "Toteuma 8 % ei täytä tavoitetta 5–7 %."),
        ("+5 %", "+3 %", None, "fi", "Muutos +3\u00a0% ei täytä tavoiteltua muutosta +5\u00a0%."),
        ("+5 %", "+3 %", None, "en", "The change +3% does not meet the intended change +5%."),
    ],
)  # fmt: skip
def test_a_miss_is_told_with_the_side_it_lies_on(words, target, actual, better, lang, said):
    told = judged(words, "Luku", "", target, actual, better=better, lang=lang)
    assert told.say(words, lang) == said


def test_progress_is_the_share_of_the_way(words):
    assert judged(words, "Kampanjoiden määrä", "5", "7", "6").progress == 50.0


def test_every_sentence_stands_in_three_languages(words):
    fill = {"actual": "1", "target": "2", "baseline": "3", "wish": "wish_increase"}
    for code in words.basis:
        assert len({words.say(code, lang, **fill) for lang in ("fi", "sv", "en")}) == 3


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("Lipputulot nousevat 3 % vuoden 2022 tasosta.", "Lipputulot kasvoivat vuodesta 2022 noin 22 %. Matkat lisääntyivät 15 %.", "met"),
        ("Lipputulot nousevat 3 %:ia vuoden 2022 luvusta matkojen määrän kasvaessa.", "Lipputulot kasvoivat vuodesta 2022 noin 22 %. Matkojen määrä kasvoi noin 2 %.", "met"),
        ("Taloudellinen tavoite vuodelle 2023: lipputulot kasvavat 3 %:ia edellisestä vuodesta.", "Lipputulot kasvoivat noin 22 %. Matkojen määrä kasvoi noin 15 %.", "met"),
        ("Lipputulot nousevat 30 % vuoden 2022 tasosta.", "Lipputulot kasvoivat vuodesta 2022 noin 22 %.", "not_met"),
        ("Lipputulot nousevat 3 % vuoden 2022 tasosta.", "Matkojen määrä kasvoi 15 %.", "not_assessable"),
        ("Lipputulot nousevat.", "Lipputulot kasvoivat vuodesta 2022 noin 22 %.", "not_assessable"),
        ("Menot laskevat 3 % vuoden 2022 tasosta.", "Menot kasvoivat vuodesta 2022 noin 22 %.", "not_assessable"),
        ("", "Lipputulot kasvoivat 22 %.", "not_assessable"),
    ],
)  # fmt: skip
def test_financial_targets_in_prose(words, target, actual, expected):
    assert judge_financial(target, actual, year=2023, lang="fi", words=words).attainment == expected


@pytest.mark.parametrize(
    ("target", "actual", "fi", "sv", "en"),
    [
        (
            "Kuntaosuuden tulee pienentyä 1 M€:lla vuonna 2023 vuoden 2021 tilinpäätökseen verrattuna.",
            "Työmarkkinatuen kuntaosuutta maksettiin vuonna 2021 6 967 749 € ja vuonna 2023 6 633 298 €, joten kuntaosuus pieneni vuoden 2021 tilinpäätöksestä 334 451 €.",
            "Muutos −334 451 € ei täytä tavoiteltua muutosta −1 000 000 €.",
            "Förändringen −334 451 euro uppfyller inte den eftersträvade förändringen −1 000 000 euro.",
            "The change −334,451 euros does not meet the intended change −1,000,000 euros.",
        ),
        (
            "Taloudellinen tavoite vuodelle 2023: lipputulot kasvavat 3 %:ia edellisestä vuodesta, kun matkoja on enemmän.",
            "Lipputulot kasvoivat noin 22 %. Matkojen määrä kasvoi noin 15 %.",
            "Muutos +22 % täyttää tavoitellun muutoksen +3 %.",
            "Förändringen +22 % uppfyller den eftersträvade förändringen +3 %.",
            "The change +22% meets the intended change +3%.",
        ),
    ],
)  # fmt: skip
def test_the_basis_of_a_financial_target_tells_the_two_amounts(words, target, actual, fi, sv, en):
    told = judge_financial(target, actual, year=2023, lang="fi", words=words)
    said = [" ".join(told.say(words, lang).split()) for lang in ("fi", "sv", "en")]
    assert said == [fi, sv, en]


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        ("60%", "62.4%", "The actual 62.4% meets the target 60%."),
        ("60 %", "62.4 %", "The actual 62.4 % meets the target 60 %."),
        ("12 300 lån", "12 400 lån", "The actual 12 400 lån meets the target 12 300 lån."),
        ("45 %", "63 kpl (48,5%)", "The actual 48,5% meets the target 45 %."),
    ],
)
def test_figures_are_quoted_as_written(words, target, actual, said):
    assert judged(words, "Osuus", "50 %", target, actual, better="higher").say(words, "en") == said


@pytest.mark.parametrize(
    ("better", "baseline", "target", "actual", "progress"),
    [
        ("lower", "84,20", "85,00", "83,65", None),
        ("higher", "90", "80", "85", None),
        ("lower", "84,20", "83,00", "83,60", 50.0),
        ("higher", "80", "90", "75", -50.0),
        (None, "80", ">= 75", "90", None),
        (None, "80", ">= 90", "85", 50.0),
    ],
)
def test_no_progress_towards_a_target_weaker_than_the_baseline(
    words, better, baseline, target, actual, progress
):
    assert judged(words, "Kustannus", baseline, target, actual, better=better).progress == progress


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("Otettu käyttöön 1.9.2023", ("partly", "late_state")), ("Otettu käyttöön 1.6.2023", ("met", "met_state")),
     ("Otettu käyttöön", ("met", "met_state"))],
)  # fmt: skip
def test_what_is_done_after_its_deadline_is_met_in_part(words, actual, expected):
    found = judged(
        words, "Mallin käyttöönotto", "Luonnos", "Malli otettu käyttöön 30.6.2023 mennessä", actual
    )
    assert (found.attainment, found.basis) == expected
