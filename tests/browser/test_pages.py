from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = ("index", "department", "rules", "outputs")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_accessible_on_a_telephone_in_light_and_dark(visit, lang, kind):
    page = visit(lang, kind, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_on_a_desk(visit, kind):
    page = visit("fi", kind)
    assert violations(page) == []
    assert page.troubles == []


def test_the_measure_itself_sees_a_fault(visit):
    page = visit("fi", "rules", scheme="dark")
    page.evaluate("document.querySelector('h1').style.color = '#444'")
    assert [rule for rule, _ in violations(page)] == ["color-contrast"]


@pytest.mark.parametrize("width", [600, 768, 1056, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_no_width_scrolls_sideways(visit, kind, width):
    page = visit("sv", kind, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def shown(page):
    return page.evaluate(
        "[...document.querySelectorAll('[data-item]')].filter(e => !e.hidden).map(e => e.id)"
    )


def test_cards_are_filtered_by_attainment_finding_and_text(visit):
    page = visit("fi", "department")
    assert shown(page) == ["m-a1", "m-a2", "m-a3"]
    page.get_by_label("Toteutuminen", exact=True).select_option("met")
    assert shown(page) == ["m-a1", "m-a2"]
    page.get_by_label("Havainnot", exact=True).select_option("error")
    assert shown(page) == ["m-a1"]
    page.get_by_role("button", name="Tyhjennä").click()
    assert len(shown(page)) == 3
    page.get_by_label("Hae tekstistä").fill("NÄYTÖT pysäkkien")
    assert shown(page) == ["m-a3"]
    assert page.locator("#filter output").text_content() == "Näytetään 1 / 3"


def test_cards_are_put_in_another_order_and_back(visit):
    page = visit("fi", "department")
    given = shown(page)
    page.get_by_label("Järjestys").select_option("attainment")
    missed_first = shown(page)
    assert sorted(missed_first) == sorted(given)
    ranks = ["not_met", "partly", "not_assessable", "met"]
    told = [ranks.index(page.locator(f"#{name}").get_attribute("data-attainment")) for name in missed_first]
    assert (
        told
        == sorted(told)
        != [ranks.index(page.locator(f"#{n}").get_attribute("data-attainment")) for n in given]
    )
    page.get_by_role("button", name="Tyhjennä").click()
    assert shown(page) == given


def test_a_link_to_a_filtered_card_brings_it_back(visit):
    page = visit("fi", "department")
    page.get_by_label("Hae tekstistä").fill("näytöt")
    assert shown(page) == ["m-a3"]
    page.locator(".toc a[href='#m-a1']").click()
    page.wait_for_function("!document.getElementById('m-a1').hidden")
    assert len(shown(page)) == 3


def test_findings_of_the_run_are_filtered_by_severity_and_lead_to_their_card(visit):
    page = visit("en", "index")
    page.get_by_label("Severity", exact=True).select_option("warning")
    assert len(shown(page)) == 1
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Department", exact=True).select_option("Joukkoliikenne")
    assert len(shown(page)) == 1
    page.get_by_label("Department", exact=True).select_option("Department not stated")
    assert page.locator(".finding:visible").text_content().count("salattu.xlsx") == 1
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("link", name="Show the indicator").first.click()
    assert page.url.endswith("departments/joukkoliikenne.html#m-a1")
    assert page.locator("#m-a1").is_visible()


def test_a_theme_without_a_fitting_rule_disappears(visit):
    page = visit("en", "rules")
    page.get_by_label("Search the text").fill("COM-01")
    assert page.locator("h2:visible").all_text_contents() == ["Completeness"]
    page.get_by_role("button", name="Clear").click()
    assert page.locator("h2:visible").count() > 3


def test_the_keyboard_reaches_everything_and_skips_to_the_content(visit):
    page = visit("fi", "department")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + document.activeElement.type"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or page.evaluate("document.activeElement === document.body")
    assert {"INPUTsearch", "SELECTselect-one", "BUTTONbutton", "SUMMARYundefined"} <= reached


def test_without_scripts_all_is_shown_and_no_dead_control_is(visit):
    page = visit("fi", "department", scripts=False)
    assert page.locator("#filter").is_hidden()
    assert page.locator("article.card").count() == 3
    assert page.locator("#m-a3").is_visible()


def test_details_open_for_print(visit):
    page = visit("fi", "index")
    assert not page.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")


def test_an_injected_script_is_stopped_by_the_policy(visit):
    page = visit("fi", "index")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in trouble for trouble in page.troubles)
