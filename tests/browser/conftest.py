"""Chromium for tests of the pages as a person meets them: one browser for all, a fresh context a test."""

from __future__ import annotations

import json
import os
from pathlib import Path

import demo_report as demo
import pytest

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
KINDS = {
    "index": "{run}/index.html",
    "department": "{run}/departments/joukkoliikenne.html",
    "rules": "{run}/rules.html",
    "chapter": "{run}/report.html",
    "outputs": "index.html",
}


def pytest_collection_modifyitems(items):
    if CHROMIUM.exists() or os.environ.get("CI"):
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not installed"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """(language, kind of page) -> address of the page."""
    from pipeline.consolidate.hold import held_indicators
    from pipeline.write import html
    from pipeline.write.chapter import chapter

    tables = demo.tables()
    held = held_indicators(tables["indicators"], tables["findings"], demo.settings())
    addresses = {}
    for lang in ("fi", "sv", "en"):
        outputs = tmp_path_factory.mktemp(lang)
        for run in ("2024-02-05_060000", "2024-02-06_060000"):
            report = demo.report(lang)
            html.write(report, outputs / run)
            html.write_chapter(report, chapter(tables, held), outputs / run)
            (outputs / run / "run.json").write_text(json.dumps(report.facts.as_dict()), encoding="utf-8")
        html.write_outputs_index(outputs, lang)
        for kind, path in KINDS.items():
            addresses[lang, kind] = (outputs / path.format(run=run)).as_uri()
    return addresses


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """visit(lang, kind, width=…, scheme=…, scripts=…) -> page; its `troubles` are what went wrong on it."""
    contexts = []

    def open_page(lang, kind, *, width=1280, scheme="light", scripts=True, at=""):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith("file:") else page.troubles.append(request.url),
        )
        page.goto(site[lang, kind] + at)
        return page

    yield open_page
    for context in contexts:
        context.close()
