"""Layouts as people really leave them: forms and tables mixed, explanations under rows, sectors, years, prose targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import book_of, check_layout, grid_of, lines

CASES = [
    (
        "turned: labels down the side, an indicator a column; addresses are those of the sheet",
        """
        Seuranta
        Tavoite | Lukeminen | Lukeminen | Liikkuminen
        Mittari | Käynnit | Lainat | Vuorot
        Lähtötaso | 1 | 10 | 100
        Tavoitetaso | 2 | 20 | 200
        Toteuma | 3 | | 300
        Selvitys | Hyvä. || Kasvoi.
        """,
        ("goal", "indicator@", "baseline", "target@", "actual@", "explanation@"),
        [
            "Lukeminen | Käynnit @B3 | 1 | 2 @B5 | 3 @B6 | Hyvä. @B7",
            "Lukeminen | Lainat @C3 | 10 | 20 @C5 |  @C6 |  @",
            "Liikkuminen | Vuorot @D3 | 100 | 200 @D5 | 300 @D6 | Kasvoi. @D7",
        ],
        [],
    ),
    (
        "turned: near miss, one indicator below its labels is a form",
        """
        Tavoite | Lukeminen
        Mittari | Käynnit | Kirjasto
        Lähtötaso | 1
        Tavoitetaso | 2
        Toteuma | 3
        """,
        ("indicator", "baseline", "target", "actual"),
        ["Käynnit | 1 | 2 | 3"],
        [],
    ),
    (
        "block: years as headers, a unit, rows of their own, a section's heading before the next action",
        """
        Tavoite | Lukeminen
        Toimenpide | Satutunnit
        Vastuutaho | Kirjasto
        Mittari | Käynnit | Yksikkö | TP 2022 | TA 2023 | TP 2023
        || kpl | 1 | 2 | 3
        Tila | käynnissä
        Selvitys | Hyvä. Tavoite: kasvaa.

        Talouden luvut
        Tavoite | Toinen
        Toimenpide | Kolmas
        Mittari | Lainat | Lähtötaso | Tavoite 2023 | Toteuma 2023 | Selite
        || 4 | 5 | 6 | hei
        """,
        ("indicator", "unit_hint", "baseline", "target", "actual", "responsible", "status", "explanation"),
        [
            "Käynnit | kpl | 1 | 2 | 3 | Kirjasto | käynnissä | Hyvä. Tavoite: kasvaa.",
            "Lainat |  | 4 | 5 | 6 |  |  | hei",
        ],
        [],
    ),
    (
        "block: near miss, a bullet after an empty row is part of the explanation",
        """
        Tavoite | Lukeminen
        Toimenpide | Satutunnit
        Mittari | Käynnit | Lähtötaso | Tavoitetaso | Toteuma
        || 1 | 2 | 3
        Selvitys | Hyvä.

        - Joukkoliikenne
        Tavoite | Toinen
        """,
        ("indicator", "explanation@"),
        ["Käynnit | Hyvä.\n- Joukkoliikenne @B5,A7"],
        [],
    ),
    (
        "block: labels over their texts, a small number glued to its header",
        """
        PAINOPISTE
        Kasvu
        TAVOITE
        Lukeminen
        TOIMENPIDE | Satutunnit
        MITTARI | Käynnit | Lähtötaso 5 | Tavoitetaso 7 | Toteuma 9
        """,
        ("focus_area", "goal", "action", "indicator", "baseline", "target", "actual"),
        ["Kasvu | Lukeminen | Satutunnit | Käynnit | 5 | 7 | 9"],
        ["LAY-03", "LAY-03", "LAY-03"],
    ),
    (
        "block: a long text under the values is told",
        """
        Tavoite | Lukeminen
        Mittari | Käynnit | Lähtötaso | Tavoitetaso | Toteuma
        || 1 | 2 | 3
        Kirjasto oli keväällä kiinni remontin takia, ja siksi luvut jäivät alle tavoitteen.
        """,
        ("indicator", "actual", "explanation"),
        ["Käynnit | 3 |"],
        ["LAY-12"],
    ),
    (
        "one sheet an action: two indicators, one marked explanation",
        """
        Toimenpide | Satutunnit
        Mittari 1 | Käynnit
        Tavoitetaso | 2
        Toteuma | 3
        Mittari 2 | Lainat
        Tavoitetaso | 5
        Toteuma | 6
        Selvitys | Mittari 1. Kasvoi. Mittari 2. Laski.
        """,
        ("indicator", "target", "actual", "explanation"),
        ["Käynnit | 2 | 3 | Kasvoi.", "Lainat | 5 | 6 | Laski."],
        [],
    ),
    (
        "one sheet an action: near miss, each indicator has its own explanation or none",
        """
        Toimenpide | Satutunnit
        Mittari | Käynnit
        Toteuma | 3
        Selvitys | Kasvoi.
        Mittari | Lainat
        Toteuma | 6
        Selvitys | Laski.
        """,
        ("indicator", "actual", "explanation@"),
        ["Käynnit | 3 | Kasvoi. @B4", "Lainat | 6 | Laski. @B7"],
        [],
    ),
    (
        "paragraphs: a label over its text, an explanation over rows",
        """
        Tavoite
        Lukeminen kasvaa
        Mittari
        Käynnit
        Tavoitetaso
        120
        Toteuma
        130
        Selvitys
        Hyvä vuosi.
        Satutunnit auttoivat.
        """,
        ("goal", "indicator", "target@", "actual@", "explanation@"),
        ["Lukeminen kasvaa | Käynnit | 120 @A6 | 130 @A8 | Hyvä vuosi.\nSatutunnit auttoivat. @A10,A11"],
        [],
    ),
    (
        "register: an explanation line under its rows, an example row, a label in a value cell",
        """
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Esimerkki | Asukkaita | 1 | 2
        Lukeminen | Käynnit | 1 | 2
        Selvitys: Meni hyvin.
        - Satutunnit
        Luonto | Retket | 3 | 4
        Selvitys | Satoi.
        Talous | Säästöt | 5 | Toteuma: 6
        """,
        ("goal", "indicator", "actual", "explanation@"),
        [
            "Lukeminen | Käynnit | 2 | Meni hyvin.\n- Satutunnit @A4,A5",
            "Luonto | Retket | 4 | Satoi. @B7",
            "Talous | Säästöt | 6 |  @",
        ],
        ["LAY-19", "LAY-03"],
    ),
    (
        "register: two header rows, a row of units below",
        """
        Painopiste | Mittari | Arvot | | | Selvitys
        | | Lähtötaso | Tavoitetaso | Toteuma
        | | kpl | kpl | kpl
        Kasvu | Käynnit | 1 | 2 | 3 | s
        """,
        ("focus_area", "indicator", "unit_hint", "baseline@", "target@", "actual@", "explanation"),
        ["Kasvu | Käynnit | kpl | 1 @C4 | 2 @D4 | 3 @E4 | s"],
        [],
    ),
    (
        "register: the goal's sentence holds the level aimed at",
        """
        Tavoite 2023 | Toteuma 2023 | Selite
        Käyntejä 120 | 130 | Hyvä
        """,
        ("goal", "indicator", "target", "actual", "explanation"),
        ["Käyntejä 120 | Käyntejä 120 | Käyntejä 120 | 130 | Hyvä"],
        [],
    ),
    (
        "register: both languages in one heading, a misspelt heading",
        """
        Tavoite / Mål | Mittari / Indikator | Tavoitetaso / Målnivå | Toteumma | Selvitys / Redogörelse
        Lukeminen | Käynnit | 2 | 3 | Hyvä
        """,
        ("goal", "indicator", "target", "actual", "explanation"),
        ["Lukeminen | Käynnit | 2 | 3 | Hyvä"],
        ["LAY-05"],
    ),
    (
        "register: of two goals the particular one is the goal",
        """
        Department Goal | Objective | Performance Measure | FY 2021 Actual | FY 2022 Target | FY 2022 Actual
        Reading | More visits | Visits | 1 | 2 | 3
        """,
        ("focus_area", "goal", "indicator", "baseline", "target", "actual"),
        ["Reading | More visits | Visits | 1 | 2 | 3"],
        [],
    ),
    (
        "register: a small table of something else under it is told, not read",
        """
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Lukeminen | Käynnit | 1 | 2

        Henkilöstö | Määrä
        Vakituiset | 20
        """,
        ("goal", "indicator", "target", "actual"),
        ["Lukeminen | Käynnit | 1 | 2"],
        ["LAY-17", "LAY-17"],
    ),
    (
        "register: near miss, an unfilled indicator in a group that goes on",
        """
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Lukeminen | Käynnit | 1 | 2

        Luonto | Retket
        | Polut | 3 | 4
        """,
        ("goal", "indicator", "target", "actual"),
        ["Lukeminen | Käynnit | 1 | 2", "Luonto | Retket |  |", "Luonto | Polut | 3 | 4"],
        [],
    ),
    (
        "register: a table beside another begins further down",
        """
        Kirjasto | | | | | Museo
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Lukeminen | Käynnit | 1 | 2 | | Tavoite | Mittari | Tavoitetaso | Toteuma
        | Lainat | 3 | 4 | | Perinne | Näyttelyt | 5 | 6
        """,
        ("goal", "indicator", "target@", "actual@"),
        [
            "Lukeminen | Käynnit | 1 @C3 | 2 @D3",
            "Lukeminen | Lainat | 3 @C4 | 4 @D4",
            "Perinne | Näyttelyt | 5 @H4 | 6 @I4",
        ],
        [],
    ),
    (
        "register: tables below each other, their columns in other orders, footnotes between",
        """
        Kirjaston tavoitteet
        Tavoite | Mittari | Tavoitetaso | Toteuma
        Lukeminen | Käynnit | 1 | 2*
        *) ennakkotieto

        Museon tavoitteet
        Mittari | Toteuma | Tavoitetaso | Tavoite
        Näyttelyt | 2 | 1 | Perinne
        """,
        ("goal", "indicator", "target@", "actual@"),
        ["Lukeminen | Käynnit | 1 @C3 | 2* @D3", "Perinne | Näyttelyt | 1 @C8 | 2 @B8"],
        [],
    ),
    (
        "a data sheet whose name only resembles an instruction",
        """
        == Ohjelma 1
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2
        == Uusi malli
        Mittari | Tavoitetaso | Toteuma
        Lainat | 3 | 4
        """,
        ("indicator", "actual"),
        ["Käynnit | 2", "Lainat | 4"],
        [],
    ),
]


@pytest.mark.parametrize(
    ("drawing", "names", "expected", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_layout(
    drawing: str, names: tuple[str, ...], expected: list[str], codes: list[str], tmp_path: Path
) -> None:
    check_layout(tmp_path, drawing, names, expected, codes)


def test_financial_targets_in_prose(tmp_path: Path) -> None:
    book = book_of(
        """
        Tavoite | Lukeminen
        Mittari | Käynnit | Lähtötaso | Tavoitetaso | Toteuma
        || 1 | 2 | 3

        Taloudelliset tavoitteet
        Kirjaston taloudellinen tavoite vuodelle 2023: tulot kasvavat 3 %.
        Toteutuminen
        Tulot kasvoivat 22 %.
        """,
        tmp_path,
    )
    assert [raw.target_kind for raw in book.indicators] == ["operational", "financial"]
    assert lines(book, "indicator", "actual@")[1] == (
        "Kirjaston taloudellinen tavoite vuodelle 2023 | Tulot kasvoivat 22 %. @A8"
    )


@pytest.mark.parametrize(
    ("top", "department", "unit", "year", "period"),
    [
        ("Sivistystoimiala 2023", "Sivistystoimiala", None, 2023, None),
        ("Bildningssektorn", "Bildningssektorn", None, None, None),
        ("Uppföljning av de bindande målen 2023, bildningssektorn", "Bildningssektorn", None, 2023, None),
        ("Tavoitteiden toteutuminen 2023, sivistystoimiala", "Sivistystoimiala", None, 2023, None),
        (
            "Tavoitteiden toteutuminen, sivistys- ja kulttuuritoimiala",
            "Sivistys- ja kulttuuritoimiala",
            None,
            None,
            None,
        ),
        ("Sivistystoimiala – tavoitteiden toteutuminen vuonna 2023", "Sivistystoimiala", None, 2023, None),
        (
            "Kasvu, oppiminen ja kulttuuri -toimiala 2023",
            "Kasvu, oppiminen ja kulttuuri -toimiala",
            None,
            2023,
            None,
        ),
        ("Elinvoima- ja ympäristötoimiala", "Elinvoima- ja ympäristötoimiala", None, None, None),
        ("Uppföljning år 2023, tekniska sektorn\nTekniska sektorn", "Tekniska sektorn", None, 2023, None),
        ("Målen för tekniska sektorn 2023\nTekniska sektorn", "Tekniska sektorn", None, 2023, None),
        ("Sivistystoimiala 2023\nKirjaston palvelualue", "Sivistystoimiala", None, 2023, None),
        ("Uppföljning av de bindande målen 2023, hela staden", None, None, 2023, None),
        ("Toimiala: Sivistys | Yksikkö: Kirjasto", "Sivistys", "Kirjasto", None, None),
        ("Toimiala | Sivistys | Raportointivuosi | 2024", "Sivistys", None, 2024, None),
        ("Osavuosikatsaus tammi–kesäkuu 2024", None, None, 2024, "interim"),
        ("Tilinpäätös 2023", None, None, 2023, "year_end"),
        ("Sivistystoimialan tavoitteet", None, None, None, None),
        ("Toimiala", None, None, None, None),
        ("Hankkeen arvo 2 023 456 €", None, None, None, None),
    ],
)
def test_facts(
    top: str, department: str | None, unit: str | None, year: int | None, period: str | None, tmp_path: Path
) -> None:
    book = book_of(f"{top}\n\nMittari | Tavoitetaso | Toteuma\nKäynnit | 1 | 2", tmp_path)
    assert (book.department, book.unit, book.report_year, book.period) == (department, unit, year, period)
    assert lines(book) == ["Käynnit |  | 1 | 2"]


def test_sheets_of_different_departments_keep_theirs(tmp_path: Path) -> None:
    book = book_of(
        """
        == Koulu
        Toimiala: Sivistys
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2
        == Tie
        Toimiala: Tekninen
        Mittari | Tavoitetaso | Toteuma
        Kuopat | 1 | 2
        """,
        tmp_path,
    )
    assert book.department is None
    assert lines(book, "indicator", "department@") == ["Käynnit | Sivistys @A1", "Kuopat | Tekninen @A1"]


def test_a_cover_tells_facts_and_no_targets(tmp_path: Path) -> None:
    book = book_of(
        """
        == Kansi
        Toimiala | Sivistys
        Vuosi | #2023
        == Tiedot
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2
        """,
        tmp_path,
    )
    assert (book.department, book.report_year) == ("Sivistys", 2023)
    assert [s["role"] for s in book.sheets] == ["other", "data"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Mittari | Tavoitetaso | Toteuma", "fi"),
        ("Mätare | Målnivå | Utfall", "sv"),
        ("KPI | Target | Actual", "en"),
    ],
)
def test_language(header: str, language: str, tmp_path: Path) -> None:
    assert book_of(f"{header}\nA | 1 | 2", tmp_path).language == language


def test_hidden_and_struck_rows_are_marked(tmp_path: Path) -> None:
    book = book_of(
        """
        Mittari | Tavoitetaso | Toteuma
        Käynnit | 1 | 2
        Lainat | 3 | 4
        Retket | 5 | 6
        @ hide 3
        @ strike A4:C4
        """,
        tmp_path,
    )
    assert [(r.text("indicator"), r.hidden, r.struck) for r in book.indicators] == [
        ("Käynnit", False, False),
        ("Lainat", True, False),
        ("Retket", False, True),
    ]


def test_number_cells_keep_what_is_stored(tmp_path: Path) -> None:
    book = book_of("Mittari | Tavoitetaso | Toteuma\nKäynnit | #0,5 {0 %} | #259000 {# ##0}", tmp_path)
    (raw,) = book.indicators
    assert (raw.text("target"), raw.text("actual")) == ("50 %", "259 000")
    assert raw.fields["actual"].cell == {"type": "n", "value": 259000, "number_format": "# ##0"}


def test_a_book_goes_through_json(tmp_path: Path) -> None:
    book = book_of("Mittari | Tavoitetaso | Toteuma\nKäynnit | #1 | 2", tmp_path)
    assert type(book).from_json(book.as_json()) == book


def test_drawings_refuse_unknown_properties(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="@ paint A1"):
        grid_of("A\n@ paint A1", tmp_path)


@pytest.mark.parametrize(
    ("heads", "lang", "cells"),
    [
        ("Indicator | Baseline | Target | Outturn", "en", "0.5 | 1,850 | 43.8%"),
        ("Mittari | Lähtötaso | Tavoitetaso | Toteuma", "fi", "0,5 | 1 850 | 43,8 %"),
        ("Indikator | Utgångsläge | Målnivå | Utfall", "sv", "0,5 | 1 850 | 43,8 %"),
    ],
)
def test_number_cells_show_as_the_labels_language_writes_them(
    heads: str, lang: str, cells: str, tmp_path: Path
) -> None:
    book = book_of(f"{heads}\nTrees | #0.5 | #1850 {{# ##0}} | #0.438 {{0.0%}}", tmp_path)
    assert book.language == lang
    assert lines(book) == [f"Trees | {cells}"]
