"""Layouts: a workbook drawn as text → the indicators read from it, beside near misses."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.build import _texts
from tests.builders import book_of, check_layout

ALL = ("focus_area", "goal", "deed", "action", "indicator", "baseline", "target", "actual", "explanation")

# id, drawing, fields shown, expected lines, expected LAY codes
CASES = [
    (
        "register: near miss, the blank cell is none of an explanation below the rows",
        """
        Mittari | Tavoitetaso | Toteuma | Selvitys
        Silta | 3 | 1

        Selvitys: Silta viivästyi.
        """,
        ("indicator", "explanation@"),
        ["Silta | Silta viivästyi. @A4"],
        [],
    ),
    (
        "block",
        """
        PAINOPISTE | Kasvu
        TAVOITE | Enemmän asukkaita
        TEKO | Rakennetaan
        TOIMENPIDE | Uusi silta
        MITTARI | Silta | Lähtötaso | Tavoitetaso | Toteuma
        || #0 | #1 | #1
        Selvitys toimenpiteen toteutumisesta vuonna 2023: Silta valmistui.
        """,
        (
            "focus_area",
            "goal",
            "deed",
            "action",
            "indicator",
            "baseline@",
            "target@",
            "actual@",
            "explanation@",
        ),
        [
            "Kasvu | Enemmän asukkaita | Rakennetaan | Uusi silta | Silta | 0 @C6 | 1 @D6 | 1 @E6 | Silta valmistui. @A7"
        ],
        [],
    ),
    (
        "block: two indicators in one cell, explanations routed",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | Mittari 1. Puhelut¶Mittari 2. Viestit | Lähtötaso | Tavoitetaso | Toteuma
        || 5 | 7 | 9
        || 1 | 2 | 3
        > Selvitys: Mittari 1. Puheluja tuli. Mittari 2. Viestejä tuli.
        """,
        ("indicator@", "actual@", "explanation"),
        ["Puhelut @B3 | 9 @E4 | Puheluja tuli.", "Viestit @B3 | 3 @E5 | Viestejä tuli."],
        ["LAY-02"],
    ),
    (
        "block: near miss, one numbered indicator is not packed",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | Mittari 1. Puhelut | Lähtötaso | Tavoitetaso | Toteuma
        || 5 | 7 | 9
        """,
        ("indicator", "actual"),
        ["Puhelut | 9"],
        [],
    ),
    (
        "block: a row shifted one column to the left",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | | Lähtötaso | Tavoitetaso | Toteuma
        | Puhelut | 5 | 7 | 9
        Viestit | 1 | 2 | 3
        """,
        ("indicator@", "baseline@", "target@", "actual@"),
        ["Puhelut @B4 | 5 @C4 | 7 @D4 | 9 @E4", "Viestit @A5 | 1 @B5 | 2 @C5 | 3 @D5"],
        ["LAY-01"],
    ),
    (
        "block: header and value in one cell",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | Sopimus | Lähtötaso Suunnittelu | Tavoitetaso Valmis | Toteuma Ei tarvittu
        """,
        ("indicator", "baseline", "target", "actual"),
        ["Sopimus | Suunnittelu | Valmis | Ei tarvittu"],
        ["LAY-03", "LAY-03", "LAY-03"],
    ),
    (
        "block: a second MITTARI row without headers, and one with them, share the explanation",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | Puhelut | Lähtötaso | Tavoitetaso | Toteuma
        || 5 | 7 | 9
        MITTARI | Viestit | 1 | 2 | 3
        MITTARI | Kirjeet | Lähtötaso | Tavoitetaso | Toteuma
        || 4 | 3 | 2
        Selvitys | Kaikki kasvoi.
        """,
        ("indicator", "actual", "explanation"),
        ["Puhelut | 9 | Kaikki kasvoi.", "Viestit | 3 | Kaikki kasvoi.", "Kirjeet | 2 | Kaikki kasvoi."],
        ["LAY-14"],
    ),
    (
        "block: an indicator without a row of values, values without an indicator",
        """
        TAVOITE | Palvelu
        TOIMENPIDE | Uudistus
        MITTARI | Puhelut | Lähtötaso | Tavoitetaso | Toteuma
        Selvitys | Ei mitattu.
        TOIMENPIDE | Toinen
        MITTARI | | Lähtötaso | Tavoitetaso | Toteuma
        || 4 | 3 | 2
        """,
        ("indicator", "actual", "explanation"),
        ["Puhelut |  | Ei mitattu.", "| 2 |"],
        ["LAY-18", "LAY-04"],
    ),
    (
        "block: a misspelt label, and numbered labels",
        """
        Tavoite 1 | Palvelu
        Toimenpidde 1 | Uudistus
        Mittari 1 | Puhelut | Lähtötaso | Tavoitetaso | Toteuma
        || 5 | 7 | 9
        """,
        ("goal", "action", "indicator", "actual"),
        ["Palvelu | Uudistus | Puhelut | 9"],
        ["LAY-05"],
    ),
    (
        "register: title rows, any order, extra and empty columns, blank as above",
        """
        Sivistystoimiala 2023

        | Nro | Toteuma | Mittari | | Tavoitetaso | Lähtötaso | Painopiste | Tavoite | Selvitys
        | 1 | 3 | Käynnit | | 2 | 1 | Kasvu | Lukeminen | Hyvä
        | 2 | 6 | Lainat | | 5 | 4 | | |
        | 3 | 9 | Retket | | 8 | 7 | Luonto | |
        """,
        ("focus_area", "goal", "indicator", "baseline@", "target@", "actual@", "explanation"),
        [
            "Kasvu | Lukeminen | Käynnit | 1 @G4 | 2 @F4 | 3 @C4 | Hyvä",
            "Kasvu | Lukeminen | Lainat | 4 @G5 | 5 @F5 | 6 @C5 |",
            "Luonto |  | Retket | 7 @G6 | 8 @F6 | 9 @C6 |",
        ],
        [],
    ),
    (
        "register: merged down",
        """
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Lukeminen | Käynnit | 1 | 2
        | Lainat | 3 | 4
        @ merge A2:A3
        """,
        ("goal@", "indicator", "actual"),
        ["Lukeminen @A2 | Käynnit | 2", "Lukeminen @A2 | Lainat | 4"],
        [],
    ),
    (
        "register: years over groups of two",
        """
        Painopiste | Mittari | 2022 | | 2023 | | Selite
        | | Tavoite | Toteuma | Tavoite | Toteuma |
        Kasvu | Käynnit | 1 | 2 | 3 | 4 | s
        @ merge C1:D1
        @ merge E1:F1
        """,
        ("indicator", "baseline@", "target@", "actual@", "explanation"),
        ["Käynnit | 2 @D3 | 3 @E3 | 4 @F3 | s"],
        [],
    ),
    (
        "register: years under merged headings, headings merged down",
        """
        Painopiste | Mittari | Toteuma | | Tavoite | Selite
        | | 2022 | 2023 | 2023 |
        Kasvu | Käynnit | 1 | 2 | 3 | s
        @ merge A1:A2
        @ merge B1:B2
        @ merge C1:D1
        @ merge F1:F2
        """,
        ("indicator", "baseline@", "target@", "actual@", "explanation"),
        ["Käynnit | 1 @C3 | 3 @E3 | 2 @D3 | s"],
        [],
    ),
    (
        "register: a row of group titles above the header",
        """
        Strategia | | Mittaaminen | | |
        Painopiste | Tavoite | Mittari | Lähtötaso | Tavoitetaso | Toteuma
        Kasvu | Lukeminen | Käynnit | 1 | 2 | 3
        @ merge A1:B1
        @ merge C1:F1
        """,
        ("focus_area", "goal", "indicator", "baseline", "target", "actual"),
        ["Kasvu | Lukeminen | Käynnit | 1 | 2 | 3"],
        [],
    ),
    (
        "register: budget columns",
        """
        Tunnusluku | TP 2022 | TA 2023 | TP 2023 | TA 2024
        Käynnit | 1 | 2 | 3 | 4
        """,
        ("indicator", "baseline", "target", "actual"),
        ["Käynnit | 1 | 2 | 3"],
        [],
    ),
    (
        "register: bare years are told",
        """
        Mittari | 2021 | 2022 | Selite
        Käynnit | #10 | #12 | s
        """,
        ("indicator", "baseline", "target", "actual", "explanation"),
        ["Käynnit | 10 |  | 12 | s"],
        ["LAY-16"],
    ),
    (
        "register: last year's outturn beside this year's is no twin",
        """
        Mittari | Toteuma 2022 | Tavoite 2023 | Toteuma 2023
        Käynnit | 1 | 2 | 3
        """,
        ("indicator", "baseline", "target", "actual"),
        ["Käynnit | 1 | 2 | 3"],
        [],
    ),
    (
        "register: two columns under one heading are refused",
        """
        Mittari | Tavoitetaso | Toteuma | Toteuma
        Käynnit | 1 | 2 | 3
        """,
        (),
        [],
        ["LAY-11"],
    ),
    (
        "register: the target is a goal's twin to the right of the indicator",
        """
        Tavoite | Mittari | Nykytila | Tavoite | Toteuma
        Lukeminen | Käynnit | 1 | 2 | 3
        """,
        ("goal", "indicator", "baseline", "target", "actual"),
        ["Lukeminen | Käynnit | 1 | 2 | 3"],
        [],
    ),
    (
        "register: near miss, a goal beside a target level stays the goal",
        """
        Mittari | Tavoite | Tavoitetaso | Toteuma
        Käynnit | Lukeminen | 2 | 3
        """,
        ("goal", "indicator", "target", "actual"),
        ["Lukeminen | Käynnit | 2 | 3"],
        [],
    ),
    (
        "register: units in a column, in the header, in a row below it",
        """
        Mittari | Yksikkö | Tavoitetaso | Toteuma
        Käynnit | kpl | 1 | 2

        Mittari | Tavoitetaso (M€) | Toteuma (M€)
        Säästöt | 3 | 4

        Mittari | Tavoitetaso | Toteuma
        | pv | pv
        Odotus | 5 | 6
        """,
        ("indicator", "unit_hint", "target", "actual"),
        ["Käynnit | kpl | 1 | 2", "Säästöt | M€ | 3 | 4", "Odotus | pv | 5 | 6"],
        [],
    ),
    (
        "register: totals, footnotes, repeated and counting rows are no indicators",
        """
        Tavoite | Mittari | Tavoitetaso | Toteuma
        1 | 2 | 3 | 4
        Lukeminen | Käynnit yhteensä | 1 | 2
        Tavoite | Mittari | Tavoitetaso | Toteuma
        | Lainat | 3 | 4
        Lukeminen yhteensä | | 4 | 6
        Yhteensä | | 4 | 6
        * ennakkotieto
        Lähde: oma kirjanpito
        """,
        ("goal", "indicator", "target", "actual"),
        ["Lukeminen | Käynnit yhteensä | 1 | 2", "Lukeminen | Lainat | 3 | 4"],
        ["LAY-13", "LAY-13"],
    ),
    (
        "register: an Excel table's totals row",
        """
        Mittari | Tavoitetaso | Toteuma
        Käynnit | #1 | #2
        Lainat | #3 | #4
        Lopuksi | #4 | #6
        @ table A1:C4 totals
        """,
        ("indicator", "actual"),
        ["Käynnit | 2", "Lainat | 4"],
        ["LAY-13"],
    ),
    (
        "register: near miss, the last row of a table without totals",
        """
        Mittari | Tavoitetaso | Toteuma
        Käynnit | #1 | #2
        Lopuksi | #4 | #6
        @ table A1:C3
        """,
        ("indicator", "actual"),
        ["Käynnit | 2", "Lopuksi | 6"],
        [],
    ),
    (
        "register: tables beside each other",
        """
        Mittari | Tavoitetaso | Toteuma | | Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2 | | Lainat | 3 | 4
        Retket | 5 | 6
        """,
        ("indicator", "target@", "actual@"),
        ["Käynnit | 1 @B2 | 2 @C2", "Retket | 5 @B3 | 6 @C3", "Lainat | 3 @F2 | 4 @G2"],
        [],
    ),
    (
        "register: lines above each table name its goal and action",
        """
        Tavoite: Lukeminen
        Toimenpide | Satutunnit
        Mittari | Lähtötaso | Tavoitetaso | Toteuma
        Käynnit | 1 | 2 | 3

        Toimenpide | Kirjavinkkaus
        Mittari | Lähtötaso | Tavoitetaso | Toteuma
        Lainat | 4 | 5 | 6
        """,
        ("goal", "action", "indicator", "actual"),
        ["Lukeminen | Satutunnit | Käynnit | 3", "Lukeminen | Kirjavinkkaus | Lainat | 6"],
        [],
    ),
    (
        "register: section lines in capitals or over the whole width",
        """
        Mittari | Lähtötaso | Tavoitetaso | Toteuma
        PALVELUT
        Käynnit | 1 | 2 | 3
        Talous
        Säästöt | 4 | 5 | 6
        @ merge A4:D4
        """,
        ("focus_area", "indicator", "actual"),
        ["PALVELUT | Käynnit | 3", "Talous | Säästöt | 6"],
        [],
    ),
    (
        "register: an indicator left unfilled is one; a text after a gap is none",
        """
        Mittari | Lähtötaso | Tavoitetaso | Toteuma
        Käynnit | 1 | 2 | 3
        Lainat

        Tarkistettu johtoryhmässä
        """,
        ("indicator", "actual"),
        ["Käynnit | 3", "Lainat |"],
        ["LAY-12"],
    ),
    (
        "register: text beside the table; values without an indicator",
        """
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2 | tarkista!
        | 3 | 4
        """,
        ("indicator", "actual"),
        ["Käynnit | 2", "| 4"],
        ["LAY-04", "LAY-12"],
    ),
    (
        "register: several indicators in one row",
        """
        Toimenpide | Mittari | Tavoitetaso | Toteuma | Selvitys
        Uudistus | Mittari 1. Puhelut¶Mittari 2. Viestit | 5¶7 | 6¶8 | Hyvin meni.
        """,
        ("action", "indicator", "target", "actual", "explanation"),
        ["Uudistus | Puhelut | 5 | 6 | Hyvin meni.", "Uudistus | Viestit | 7 | 8 | Hyvin meni."],
        ["LAY-02"],
    ),
    (
        "register: an explanation over two rows and two columns",
        """
        Mittari | Tavoitetaso | Toteuma | Selite | Kommentti
        Käynnit | 1 | 2 | Hyvä | Kiitos
        | | | Jatkuu |
        Lainat | 3 | 4
        """,
        ("indicator", "explanation@"),
        ["Käynnit | Hyvä\nKiitos\nJatkuu @D2,E2,D3", "Lainat |  @"],
        [],
    ),
    (
        "register: in Swedish and in English",
        """
        == Mål
        Fokusområde | Mål | Mätare | Utgångsläge | Målnivå | Utfall 2023 | Redogörelse
        Tillväxt | Läsning | Besök | 1 | 2 | 3 | Bra
        == Targets
        Priority | Objective | KPI | Baseline | Target 2023 | Outturn | Commentary
        Growth | Reading | Visits | 1 | 2 | 3 | Good
        """,
        ("focus_area", "goal", "indicator", "baseline", "target", "actual", "explanation"),
        ["Tillväxt | Läsning | Besök | 1 | 2 | 3 | Bra", "Growth | Reading | Visits | 1 | 2 | 3 | Good"],
        [],
    ),
    (
        "paragraphs: one label a line",
        """
        Tavoite: Lukeminen
        Mittari: Käynnit
        Lähtötaso: 1
        Tavoitetaso: 2
        Toteuma: 3
        Selvitys: Hyvä.

        Mittari: Lainat
        Tavoitetaso: 5
        Toteuma: 6
        """,
        ("goal", "indicator", "baseline@", "target@", "actual@", "explanation@"),
        [
            "Lukeminen | Käynnit | 1 @A3 | 2 @A4 | 3 @A5 | Hyvä. @A6",
            "Lukeminen | Lainat |  @ | 5 @A9 | 6 @A10 |  @",
        ],
        [],
    ),
    (
        "paragraphs: goal and outcome in one cell",
        """
        Tavoite: Käyntejä 120 000 / Toteuma: 130 000
        Tavoite: Lainoja 5 / Toteuma: 4
        """,
        ("indicator", "actual"),
        ["Käyntejä 120 000 | 130 000", "Lainoja 5 | 4"],
        [],
    ),
    (
        "one sheet an action",
        """
        == Satutunnit
        Tavoite | Lukeminen
        Toimenpide | Satutunnit
        Mittari | Käynnit
        Lähtötaso | #1
        Tavoitetaso | #2
        Toteuma | #3
        Selvitys | Hyvä.
        == Vinkkaus
        Tavoite | Lukeminen
        Toimenpide | Vinkkaus
        Mittari | Lainat
        Lähtötaso | #4
        Tavoitetaso | #5
        Toteuma | #6
        Selvitys | Ei.
        """,
        ("goal", "action", "indicator", "baseline@", "target@", "actual@", "explanation"),
        [
            "Lukeminen | Satutunnit | Käynnit | 1 @B4 | 2 @B5 | 3 @B6 | Hyvä.",
            "Lukeminen | Vinkkaus | Lainat | 4 @B4 | 5 @B5 | 6 @B6 | Ei.",
        ],
        [],
    ),
    (
        "sheets that are no data: instructions, lists, a hidden one",
        """
        == Täyttöohje
        Mittari | Tavoitetaso | Toteuma
        Esimerkki | 1 | 2
        == Tiedot
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2
        == Listat
        kpl
        %
        == Viime vuosi (hidden)
        Mittari | Tavoitetaso | Toteuma
        Vanha | 1 | 2
        """,
        ("indicator", "actual"),
        ["Käynnit | 2"],
        ["LAY-08", "LAY-07"],
    ),
    (
        "a ledger is refused",
        """
        Tili | Selite | TA 2023 | Toteuma 2023 | Poikkeama
        4000 | Ostot | #100 | #120 | #20
        """,
        (),
        [],
        ["LAY-09"],
    ),
    (
        "an empty template is refused",
        """
        Painopiste | Tavoite | Mittari | Tavoitetaso | Toteuma
        """,
        (),
        [],
        ["LAY-10"],
    ),
    (
        "a table with too few labels is told, not guessed",
        """
        Tavoite | Toimenpide | Mittari
        Lukeminen | Satutunnit | Käynnit
        """,
        (),
        [],
        ["LAY-15", "LAY-09"],
    ),
]


@pytest.mark.parametrize(
    ("drawing", "names", "expected", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_layout(
    drawing: str, names: tuple[str, ...], expected: list[str], codes: list[str], tmp_path: Path
) -> None:
    check_layout(tmp_path, drawing, names, expected, codes)


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        ("Mittari | Toteuma | Tavoitetaso | Selvitys\nSilta | 1 | 3\nTie | 3 | 3 | Tie valmistui.",
         [("", "Taulu!D2"), ("Tie valmistui.", "Taulu!D3")]),
        ("Mittari | Tavoitetaso | Toteuma\nSilta | 3 | 1", [("", None)]),
        ("Mittari | Tavoitetaso | Toteuma | Selvitys\nSilta | 3 | 1\n\nSelvitys: Silta viivästyi.", [("Silta viivästyi.", "Taulu!A4")]),
        ("TOIMENPIDE | Uusi silta\nMITTARI | Silta | Lähtötaso | Tavoitetaso | Toteuma | Selvitys\n|| 0 | 3 | 1", [("", "Taulu!F3")]),
        ("TOIMENPIDE | Uusi silta\nMITTARI | Silta | Lähtötaso | Tavoitetaso | Toteuma\n|| 0 | 3 | 1", [("", None)]),
        ("Mittari | Silta | Tie\nTavoitetaso | 3 | 3\nToteuma | 1 | 3\nSelvitys | | Tie valmistui.",
         [("", "Taulu!B4"), ("Tie valmistui.", "Taulu!C4")]),
    ],
    ids=["register", "register without a column", "explained below the rows", "block", "block without a column", "turned"],
)  # fmt: skip
def test_a_missing_explanation_has_the_cell_that_the_form_gives_it(
    drawing: str, told: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    rows = [_texts(raw) for raw in book_of(f"== Taulu\n{drawing}", tmp_path).indicators]
    assert [(row["explanation"] or "", row["explanation_ref"]) for row in rows] == told
