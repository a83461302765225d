from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import demo_report as demo
import pytest
from lxml import html as lx
from markupsafe import Markup

from pipeline.model.catalogue import Catalogue
from pipeline.model.run_facts import RunFacts
from pipeline.normalise.claims.compare import TYPES
from pipeline.write import html
from pipeline.write import report as module
from pipeline.write.charts import bars, tally_bar, trend
from pipeline.write.html.pages import department_page, index_page, rules_page
from pipeline.write.html.render import clean, tied
from pipeline.write.html.words import CLAIMS, THEMES, WITHOUT_FIGURE
from pipeline.write.report.model import Chart, Tally


def every_page(report):
    return [index_page(report), rules_page(report), *(department_page(report, d) for d in report.departments)]


@pytest.fixture(scope="module")
def built():
    return demo.report("fi")


@pytest.fixture(scope="module")
def transit(built):
    return lx.fromstring(department_page(built, built.departments[0]))


def words(node):
    return " ".join(" ".join(node.itertext()).split())


def test_a_run_leaves_its_pages(built, tmp_path):
    html.write(built, tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == [
        "departments/elinvoima.html",
        "departments/joukkoliikenne.html",
        "departments/sysselsattningen.html",
        "index.html",
        "rules.html",
    ]


def test_a_card_shows_the_form_the_cells_and_the_judgement(transit):
    card = transit.get_element_by_id("m-a1")
    assert words(card.find_class("form")[0]).startswith(
        "Painopiste Kasvava kaupunki Tavoite Sujuvat yhteydet Teko"
    )
    assert [words(c) for c in card.find_class("cell")] == [
        "Lähtötaso 113 000 matkaa Luettu: 113 000 matkaa Mittarit!C14",
        "Tavoitetaso 119 000 (+5 %) Luettu: 119 000, muutos +5 % Mittarit!D14",
        "Toteuma 135 000 (+13 %) Luettu: 135 000, muutos +13 % Mittarit!E14 Virhe : Muutosprosentti ei täsmää",
    ]
    assert words(card.find_class("badges")[0]).startswith("Toteutunut")


def test_prose_carries_a_mark_in_words_at_each_checked_figure(transit):
    marks = transit.get_element_by_id("m-a1").find_class("mark")
    assert [words(m) for m in marks] == [
        "13 % enemmän (ei täsmää)",
        "ylittyi 16 000 matkalla (täsmää)",
        "noin 46 000 (ei tarkistettavissa)",
    ]
    assert all(transit.get_element_by_id(m.get("href")[1:]) is not None for m in marks)


def test_a_wrong_figure_is_told_with_what_it_should_be(transit):
    assert "muutos 13 %: ei täsmää , laskettuna 19,5 %" in words(transit.get_element_by_id("m-a1-c2"))
    assert "laskettuna" not in words(transit.get_element_by_id("m-a1-c3"))


def test_statements_of_one_sentence_stand_under_it_once():
    twice = [
        demo.claim(
            "a1",
            demo.PROSE,
            "13 % enemmän",
            "inconsistent",
            0,
            "Ei täsmää.",
            stated=13.0,
            expected=19.5,
            unit="percent",
        ),
        demo.claim(
            "a1", demo.PROSE, "13 % enemmän", "consistent", 1, stated=16000.0, unit="trip", type="difference"
        ),
        demo.claim("a1", demo.PROSE, "13 % enemmän", "consistent", 2, stated=1.0, type="direction"),
    ]
    built = module.build(demo.tables(claims=twice), demo.catalogue(), demo.settings(), demo.facts(), "fi")
    page = lx.fromstring(department_page(built, built.departments[0]))
    (told,) = page.find_class("claims")
    assert [words(q) for q in told.xpath(".//q")] == ["13 % enemmän"]
    assert [words(v) for v in told.xpath(".//ul/li")] == [
        "muutos 13 %: ei täsmää , laskettuna 19,5 % Ei täsmää.",
        "ero 16 000 matkaa: täsmää",
        "suunta: täsmää",
    ]


def test_statements_that_read_alike_are_one_line_and_each_can_be_reached():
    same = {"stated": 48.0, "type": "sum"}
    claims = [
        demo.claim("a1", demo.PROSE, "13 % enemmän", "consistent", n, **told)
        for n, told in enumerate((same, same, {**same, "stated": 49.0}, {"type": "period_match"}, {"type": "period_match"}))
    ]  # fmt: skip
    built = module.build(demo.tables(claims=claims), demo.catalogue(), demo.settings(), demo.facts(), "fi")
    page = lx.fromstring(department_page(built, built.departments[0]))
    (told,) = page.find_class("claims")
    lines = [words(v) for v in told.xpath(".//ul/li")]
    assert lines == ["summa 48: täsmää", "summa 49: täsmää", "ajanjakso: täsmää"]
    assert all(page.xpath(f"//*[@id='m-a1-c{n}']") for n in range(1, 6))


def _strings(node):
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _claim_types(root):
    """Every type that a call of `build` in the claim readers may give a claim: its second argument."""
    for path in (root / "pipeline" / "normalise" / "claims").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "build"):
                continue
            if isinstance(call.args[1], ast.Constant):
                yield call.args[1].value
                continue
            for node in ast.walk(tree):  # `kind, formula = "share", "part / whole"`
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).startswith("(kind, "):
                    value = node.value.args[1] if isinstance(node.value, ast.Call) else node.value
                    yield from _strings(value.elts[0])
    yield from (kind for kind, _ in TYPES.values())


def test_every_kind_of_statement_that_can_be_made_has_a_name(root):
    made = set(_claim_types(root))
    assert len(made) >= 19
    assert made == set(CLAIMS)
    assert made >= WITHOUT_FIGURE


def test_texts_of_another_language_say_so(built):
    page = lx.fromstring(department_page(built, built.departments[2]))
    assert page.get("lang") == "sv"
    finnish = lx.fromstring(department_page(built, built.departments[0]))
    assert finnish.get_element_by_id("m-a1").xpath(".//h3/@lang") == []
    swedish_card = demo.indicator("q", demo.TRANSIT, 0, indicator="Antal resor", language="sv")
    other = module.build(
        demo.tables(indicators=[swedish_card]), demo.catalogue(), demo.settings(), demo.facts(), "fi"
    )
    assert lx.fromstring(department_page(other, other.departments[0])).xpath("//h3/@lang") == ["sv"]


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_each_page_is_whole(lang):
    for text in every_page(demo.report(lang)):
        page = lx.fromstring(text)
        assert text.startswith("<!doctype html>")
        assert page.get("lang") in ("fi", "sv", "en")
        assert len(page.xpath("//h1")) == 1
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), levels
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        inner = [h[1:] for h in page.xpath("//a/@href") if h.startswith("#")]
        assert set(inner) <= set(ids)
        assert all(table.xpath("caption") for table in page.xpath("//table"))
        assert all(th.get("scope") for th in page.xpath("//th"))


def test_pages_ask_nothing_of_the_network_and_allow_only_their_own_script(built):
    for text in every_page(built):
        page = lx.fromstring(text)
        policy = page.xpath("//meta[@http-equiv]/@content")[0]
        assert policy.startswith("default-src 'none'")
        assert page.xpath("//@src | //link | //@style | //@onclick | //form | //iframe | //base") == []
        assert not re.search(r"https?://", text)
        for tag in ("style", "script"):
            (inline,) = page.xpath(f"//{tag}")
            digest = base64.b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy


class _Balance(HTMLParser):
    """Every element is closed where it should be, and no tag has swallowed another."""

    VOID = frozenset(("meta", "br", "input", "path", "rect", "circle", "polyline"))

    def __init__(self, text):
        super().__init__()
        self.open, self.faults = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if any("<" in name or '"' in name for name, _ in attrs) or len({n for n, _ in attrs}) < len(attrs):
            self.faults.append(self.get_starttag_text())
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}> at {self.getpos()}")


def test_elements_are_closed_where_they_should_be(built, tmp_path):
    outputs = html.write_outputs_index(tmp_path).read_text(encoding="utf-8")
    for text in [*every_page(built), outputs]:
        checked = _Balance(text)
        assert (checked.faults, checked.open) == ([], [])


@pytest.mark.parametrize("text", ["<p><b></p></b>", '<li class="a<p id="x">x</li>', "<p>"])
def test_the_balance_sees_a_fault(text):
    checked = _Balance(text)
    assert checked.faults or checked.open


NASTY = ["<script>alert(1)</script>", "{{7*7}}", "{% raw %}", "=cmd|' /C calc'!A0", '" onmouseover="x', "</style><b>", "\x00\x1b[31m\ud800"]  # fmt: skip


@pytest.mark.parametrize("nasty", NASTY)
def test_submitted_texts_stay_texts(nasty, tmp_path):
    text_columns = ("focus_area", "goal", "deed", "action", "indicator", "baseline_text", "target_text", "actual_text",
                    "explanation", "stated_status", "responsible", "unit", "attainment_basis", "indicator_ref")  # fmt: skip
    nasty = nasty.encode("utf-8", "surrogatepass").decode(
        "utf-8", "replace"
    )  # polars holds no lone surrogate
    row = demo.indicator("a1", demo.TRANSIT, 0, **dict.fromkeys(text_columns, nasty))
    finding = demo.finding("NEW-01", "error", "x.xlsx", department=demo.TRANSIT, indicator_id="a1", ref=nasty,
                           message=nasty, remedy=nasty)  # fmt: skip
    tables = demo.tables(
        indicators=[row], findings=[finding], values=[demo.value("a1", "target", value=1.0, label=nasty)]
    )
    built = module.build(
        tables, demo.catalogue(), demo.settings(), demo.facts(city=nasty, inputs={nasty: "x"}), "fi"
    )
    for text in every_page(built):
        page = lx.fromstring(text)
        assert len(page.xpath("//script")) == 1
        assert page.xpath("//b | //@onmouseover") == []
        assert "49" not in words(page.xpath("//main")[0]) or nasty != "{{7*7}}"
    card = lx.fromstring(department_page(built, built.departments[0])).get_element_by_id("m-a1")
    assert words(card.xpath(".//h3")[0]) == " ".join(clean(nasty).split())
    html.write(built, tmp_path)


def test_what_a_page_cannot_hold_is_shown_as_replaced():
    assert clean("a\x00b\ud800") == "a\ufffdb\ufffd"
    assert clean("a\tb\nc") == "a\tb\nc"
    assert clean(5) == 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("”90 %” ja 5 €", "”90\u00a0%” ja 5\u00a0€"),
        ("90 prosenttia, 90%", "90 prosenttia, 90%"),
        (Markup("<b>90 %</b>"), Markup("<b>90\u00a0%</b>")),
        (90, 90),
    ],
)
def test_a_figure_and_its_sign_stay_on_one_line(text, shown):
    assert (tied(text), type(tied(text))) == (shown, type(shown))


def test_a_share_of_nothing_is_told_in_words():
    rows = [demo.indicator("a1", demo.TRANSIT, 0, goal=None)]
    built = module.build(demo.tables(indicators=rows), demo.catalogue(), demo.settings(), demo.facts(), "en")
    for text in (index_page(built), department_page(built, built.departments[0])):
        told = words(lx.fromstring(text).find_class("tiles")[0])
        assert "Goals met No goals in these workbooks" in told
        assert "Indicators met 100% 1 of 1" in told


def test_a_department_of_a_hundred_indicators_stays_under_a_megabyte():
    prose = demo.PROSE * 4
    rows = [
        demo.indicator(f"i{n}", demo.TRANSIT, n, indicator="Mittarin nimi on melko pitkä " * 3, explanation=prose,
                       baseline_text="113 000", target_text="119 000", actual_text="135 000 (+13 %)")
        for n in range(100)
    ]  # fmt: skip
    values = [
        demo.value(f"i{n}", role, value=1000.0 + n)
        for n in range(100)
        for role in ("baseline", "target", "actual")
    ]
    claims = [demo.claim(f"i{n}", prose, q, "inconsistent", k, "Selitys siitä, mikä luku täsmäisi.", expected=1.0)
              for n in range(100) for k, q in enumerate(("13 %", "16 000", "46 000", "89 000"))]  # fmt: skip
    findings = [demo.finding("CON-01", "error", "x.xlsx", department=demo.TRANSIT, indicator_id=f"i{n}", ref=f"S!E{n}-{k}")
                for n in range(100) for k in range(2)]  # fmt: skip
    tables = demo.tables(indicators=rows, values=values, claims=claims, findings=findings)
    built = module.build(tables, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert len(department_page(built, built.departments[0]).encode()) < 1_000_000


def test_the_index_tells_who_answered_and_what_was_left_aside(built):
    page = words(lx.fromstring(index_page(built)).xpath("//main")[0])
    assert "Sivistys" in page
    assert "Korvattu uudemmalla tiedostolla Uudempi tiedosto elinvoima_v2.xlsx" in page
    assert "Edelliseen ajoon verrattuna: 3 uutta, 1 avoinna, 1 selitetty, 1 korjattu." in page


def test_an_explained_warning_stands_with_its_explanation(built):
    page = lx.fromstring(department_page(built, built.departments[2]))
    (warning,) = page.find_class("s-warning")
    assert "Förklarad ( Planerare A ): Perioden är densamma" in words(warning).replace(
        "(Planerare A)", "( Planerare A )"
    )


def test_what_nobody_reported_is_on_the_index_and_on_the_department_s_page(built):
    assert "Rekisterin 2 tavoitteesta on raportoitu 1." in index_page(built)
    assert "Pysäkkikatosten määrä" in department_page(built, built.departments[0])
    assert "Pysäkkikatosten määrä" not in department_page(built, built.departments[1])


def test_a_first_run_says_nothing_of_changes():
    findings = [demo.finding("COM-01", "error", "x.xlsx", department=demo.TRANSIT)]
    built = module.build(
        demo.tables(findings=findings), demo.catalogue(), demo.settings(), demo.facts(), "fi"
    )
    assert "Edelliseen ajoon" not in index_page(built)


def test_facts_that_tell_little_are_enough():
    built = module.build(demo.tables(), demo.catalogue(), demo.settings(), RunFacts("", ""), "fi")
    feet = [words(lx.fromstring(text).xpath("//footer")[0]) for text in every_page(built)]
    assert [foot.split(" –")[0] for foot in feet] == ["Tarkistettu"] * 4 + ["Kontrollerad"]


def test_an_empty_run_has_pages():
    empty = {name: table.clear() for name, table in demo.tables().items()}
    built = module.build(empty, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    assert "Yhtään tiedostoa ei voitu käyttää." in index_page(built)


def test_a_silent_department_is_missing_though_its_file_was_unreadable():
    files = [
        {
            "submission": "a.xlsx",
            "file": "a.xlsx",
            "department": demo.TRANSIT,
            "outcome": "unreadable",
            "reason": "",
        }
    ]
    tables = {
        **{n: t.clear() for n, t in demo.tables().items()},
        "submissions": demo.tables(submissions=files)["submissions"],
    }
    built = module.build(tables, demo.catalogue(), demo.settings(), demo.facts(), "fi")
    waiting = lx.fromstring(index_page(built)).xpath("//h2[@id='answers']/following-sibling::ul[1]/li/text()")
    assert set(waiting) == {demo.TRANSIT, demo.GROWTH, "Sivistys", demo.JOBS}
    assert "Toimialan tiedostoista ei luettu" in department_page(built, built.departments[0])


def test_rules_are_told_with_why_and_remedy(built):
    page = lx.fromstring(rules_page(built))
    rule = words(page.get_element_by_id("CON-01"))
    assert "Muutosprosentti ei täsmää" in rule
    assert "Tilinpäätös: virhe. Väliraportti: huomautus." in rule
    assert "Ihminen arvioi" in words(page.get_element_by_id("HUM-01"))


def test_a_check_stands_alone(tmp_path):
    rows = [demo.indicator("a1", demo.TRANSIT, 0)]
    files = [{"submission": "a.xlsx", "file": "a.xlsx", "department": demo.TRANSIT, "outcome": "accepted"}]
    tables = demo.tables(
        indicators=rows,
        findings=[demo.finding("COM-01", "error", "a.xlsx", department=demo.TRANSIT)],
        submissions=files,
    )
    built = module.build(tables, demo.catalogue(), demo.settings(), demo.facts(run_id=""), "fi")
    assert html.write_check(built, tmp_path / "oma.html") == [tmp_path / "oma.html"]
    page = lx.fromstring((tmp_path / "oma.html").read_text(encoding="utf-8"))
    assert [h for h in page.xpath("//a/@href") if not h.startswith("#")] == []
    assert "Tarkistettu 6.2.2024 klo 6.00" in words(page.xpath("//footer")[0])


def test_a_check_of_files_of_several_departments_and_of_an_unreadable_one(built, tmp_path):
    written = html.write_check(built, tmp_path / "oma.html")
    assert [p.name for p in written] == ["oma.html", "oma-2.html", "oma-3.html", "oma-4.html"]
    assert "Tiedosto salattu.xlsx on salattu." in written[-1].read_text(encoding="utf-8")


def _run(folder, **facts):
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(demo.facts(**facts).as_dict()), encoding="utf-8")


def test_the_list_of_runs_is_newest_first_and_survives_a_broken_one(tmp_path):
    _run(tmp_path / "2024-02-05_060000", outcome="ok")
    _run(tmp_path / "2024-02-06_060000")
    _run(tmp_path / ".staging-2024-02-07_060000")
    (tmp_path / "2024-02-04_060000").mkdir()
    (tmp_path / "2024-02-04_060000" / "run.json").write_text("{", encoding="utf-8")
    html.write_outputs_index(tmp_path)
    page = lx.fromstring((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert page.xpath("//tbody//th/a/@href") == [
        "2024-02-06_060000/index.html",
        "2024-02-05_060000/index.html",
    ]
    assert [words(td) for td in page.xpath("//tbody//td[3]")] == [
        "Korjattavia virheitä",
        "Ei korjattavia virheitä",
    ]
    assert page.find_class("trend")[0].get("aria-label").startswith("2024-02-05_060000: 38")


def test_the_list_of_runs_tells_how_answering_has_gone(tmp_path):
    _run(tmp_path / "a", counts={"reporting": {"answered": 3, "expected": 4, "on_time": 3}})
    _run(tmp_path / "b", counts={"reporting": {"answered": 4, "expected": 4, "on_time": 3}})
    html.write_outputs_index(tmp_path, "fi")
    page = lx.fromstring((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert [words(td) for td in page.xpath("//tbody//td[5]")] == ["4 / 4", "3 / 4"]
    told = [chart.get("aria-label").replace("\u00a0", " ") for chart in page.find_class("trend")]
    assert told == ["a: 75 %; b: 100 %", "a: 100 %; b: 75 %"]


@pytest.mark.parametrize("counts", [{}, {"by_attainment": None}, {"by_attainment": {"met": "x"}}, None])
def test_a_run_of_another_version_is_listed_with_what_it_tells(tmp_path, counts):
    _run(tmp_path / "a", counts=counts)
    html.write_outputs_index(tmp_path, "en")
    assert "Performance" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="a/index.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_no_run_yet(tmp_path):
    html.write_outputs_index(tmp_path, "sv")
    assert "Ännu ingen körning." in (tmp_path / "index.html").read_text(encoding="utf-8")


NAMES = ("Lähtötaso", "Tavoitetaso", "Toteuma")


def test_bars_share_an_axis_that_holds_zero():
    drawn = bars(Chart((26, 20, 24), ("26", "20", "24"), "not_met", "alt"), NAMES)
    widths = [float(w) for w in re.findall(r'<rect[^>]* width="([\d.]+)"', drawn)]
    assert widths == pytest.approx([298, 298 * 20 / 26, 298 * 24 / 26], abs=0.06)


def test_bars_go_both_ways_from_zero_and_escape_their_texts():
    drawn = bars(Chart((None, -10, 10), ("–", "<b>", "10"), "met", '"><b>'), NAMES)
    assert "<b>" not in drawn
    assert [float(x) for x in re.findall(r'<rect[^>]* x="([\d.]+)"', drawn)] == [1, 150]


def test_a_tally_without_indicators_has_no_bar():
    assert tally_bar(Tally()) == ""
    assert tally_bar(Tally(met=1, not_met=1)).count("<rect") == 2


def test_a_trend_needs_two_runs():
    ticks = ("100 %", "50 %", "0 %")
    assert trend([50.0], "alt", ticks) == ""
    assert trend([50.0, None], "alt", ticks) == ""
    assert trend([0.0, None, 100.0], "alt", ticks).count("<circle") == 2


def test_every_theme_of_the_shipped_rules_has_a_name(expectations):
    assert {rule.theme for rule in Catalogue.load(expectations).rules()} <= set(THEMES)


@pytest.mark.parametrize(
    ("late", "deadline", "told"),
    [
        (False, True, "3 av 3 svarade i tid (100"),
        (True, True, "2 av 3 svarade i tid (67"),
        (True, False, None),
    ],
)
def test_answers_and_answers_on_time_are_counted(late, deadline, told):
    report = demo.report("sv")
    rule = [replace(report.listed[0], rule="SUB-03", department=demo.TRANSIT)] if late else []
    page = index_page(replace(report, deadline=deadline, listed=(*report.listed, *rule)))
    assert "3 av 4 sektorer har svarat (75" in page
    assert ("svarade i tid" in page) == (told is not None)
    assert told is None or told in page
