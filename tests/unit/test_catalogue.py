"""The catalogue: rules of all files, a city's overlay over them, every mistake named with its place."""

import copy
import json

import pytest
import yaml

from pipeline.model.catalogue import MISSING, Catalogue, render
from pipeline.model.errors import SettingsError
from pipeline.model.finding import Finding
from pipeline.model.places import shipped_expectations

RULE = {
    "code": "TST-01",
    "theme": "run",
    "severity": {"year_end": "error", "interim": "warning"},
    "title": {"fi": "Otsikko", "sv": "Rubrik", "en": "Title"},
    "why": {"fi": "Syy.", "sv": "Skäl.", "en": "Reason."},
    "message": {"fi": "Solussa {cell} on {observed}.", "sv": "I {cell} står {observed}.", "en": "{cell}: {observed}."},
    "remedy": {"fi": "Korjaa.", "sv": "Rätta.", "en": "Mend."},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """`write(rules, overlay, suite)` fills a folder of expectations and loads it."""

    def write(rules=(), overlay=None, suite=None):
        (tmp_path / "rules").mkdir(exist_ok=True)
        (tmp_path / "suites").mkdir(exist_ok=True)
        (tmp_path / "rules" / "own.yaml").write_text(
            yaml.safe_dump(list(rules), allow_unicode=True), encoding="utf-8"
        )
        if overlay is not None:
            (tmp_path / "overlay.yaml").write_text(overlay, encoding="utf-8")
        if suite is not None:
            text = suite if isinstance(suite, str) else json.dumps(suite)
            (tmp_path / "suites" / "own.json").write_text(text, encoding="utf-8")
        return Catalogue.load(tmp_path)

    return write


def changed(**changes):
    rule = copy.deepcopy(RULE)
    for path, value in changes.items():
        place, _, name = path.rpartition("__")
        target = rule[place] if place else rule
        if value is None:
            del target[name]
        else:
            target[name] = value
    return rule


def suite(*metas, table="indicators", name="own"):
    entries = [{"type": "expect_cell_filled", "kwargs": {"column": "goal"}, "meta": m} for m in metas]
    return {"name": name, "meta": {"table": table}, "expectations": entries}


def test_rules_of_both_kinds_are_merged_by_code(folder):
    catalogue = folder([changed(code="TST-02")], suite=suite(RULE))
    assert [r.code for r in catalogue.rules()] == ["TST-01", "TST-02"]
    assert catalogue.rule("TST-01").source == "suites/own.json"
    assert catalogue.severity("TST-01", "year_end") == "error"
    assert catalogue.severity("TST-01", "interim") == "warning"
    assert catalogue.severity("none", "interim") == "warning"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (changed(message__sv=None), "message has no text in 'sv'"),
        (changed(title=None), "title is missing"),
        (changed(severity="fatal"), "'fatal'"),
        (changed(severity={"year_end": "error"}), "year_end and interim"),
        (changed(theme=""), "theme is missing"),
        (changed(code="tst1"), "COM-01"),
        (changed(message__fi="{"), "broken placeholder"),
        (changed(message__fi="{0}"), "broken placeholder"),
        ("TST-01", "must be `name: value` lines"),
        (changed(needs="target"), "needs must be a list"),
        (changed(words={"observed": "pdf"}), "words must be"),
        (changed(words={"observed": {"pdf": {"fi": "kirja"}}}), "words of observed: pdf has no text in 'sv'"),
    ],
)
def test_a_broken_rule_is_named_with_its_place(folder, rule, says):
    with pytest.raises(SettingsError) as error:
        folder([RULE | {"code": "TST-09"}, rule])
    assert "rules/own.yaml, entry 2" in str(error.value)
    assert says in str(error.value)


def test_a_code_is_used_once(folder):
    with pytest.raises(
        SettingsError, match=r"suites/own.json, TST-01: the code is already used in rules/own.yaml"
    ):
        folder([RULE], suite=suite(RULE))


def test_a_suites_message_may_use_its_own_params_only(folder):
    meta = changed(message__en="{cell} {years}")
    with pytest.raises(SettingsError, match=r"entry 1, TST-01: unknown placeholder \{years\} in the en text"):
        folder(suite=suite(meta))
    assert folder(suite=suite(meta | {"params": ["years"]})).rule("TST-01").params == ("sentence", "years")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("{", "cannot be read as JSON"),
        (suite(RULE, name="other"), "`name` must be 'own'"),
        (suite(RULE, table="cells"), "meta.table is 'cells'"),
        (suite(), "at least one entry"),
        (
            {"name": "own", "meta": {"table": "values"}, "expectations": [{"type": "x"}]},
            "entry 1: an entry needs",
        ),
    ],
)
def test_a_broken_suite_is_named(folder, given, says):
    with pytest.raises(SettingsError) as error:
        folder(suite=given)
    assert "suites/own.json" in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("overlay", "year_end", "interim"),
    [
        ("TST-01: {severity: info}", "info", "info"),
        ("TST-01: {severity: {year_end: warning, interim: off}}", "warning", None),
        ("TST-01: {off: true}", None, None),
        ("TST-01: {off: false}", "error", "warning"),
        ("", "error", "warning"),
    ],
)
def test_the_overlay_changes_severities(folder, overlay, year_end, interim):
    catalogue = folder([RULE], overlay)
    assert [catalogue.severity("TST-01", phase) for phase in ("year_end", "interim")] == [year_end, interim]


@pytest.mark.parametrize(
    ("overlay", "says"),
    [
        ("TST-07: {off: true}", "overlay.yaml, TST-07: there is no such rule"),
        ("TST-01: {severty: info}", "may hold severity, off, parameters only"),
        ("TST-01: {off: maybe}", "off must be true or false"),
        ("TST-01: {severity: bad}", "overlay.yaml, TST-01: severity year_end is 'bad'"),
        ("TST-01: {parameters: {years: 3}}", "this rule has no parameters"),
        ("TST-01: {parameters: 3}", "parameters must be"),
        ("- TST-01", "must hold lines such as"),
        ("TST-01: [", "overlay.yaml cannot be read"),
    ],
)
def test_a_broken_overlay_is_named(folder, overlay, says):
    with pytest.raises(SettingsError) as error:
        folder([RULE], overlay)
    assert says in str(error.value)


def test_rules_files_must_be_lists(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.yaml").write_text("code: TST-01")
    with pytest.raises(SettingsError, match="must be a list of rules"):
        Catalogue.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "params", "shown"),
    [
        ("{a} on {b}", {"a": 1, "b": None}, "1 on –"),
        ("{a}", {}, "–"),
        ("{a}", {"a": ""}, "–"),
        ("{a}", {"a": {"fi": "kissa", "sv": "katt"}}, "kissa"),
        ("{a:.1f}", {"a": "x"}, "x"),
        ("{{a}}", {}, "{a}"),
        ("{a}", {"a": "2023-07-01"}, "1.7.2023"),
        ("{a}", {"a": "2023-07-01 00:00:00"}, "1.7.2023"),
        ("{a}", {"a": "2023-07-01 12:30:00"}, "2023-07-01 12:30:00"),
        ("{a}", {"a": "12023-07-01"}, "12023-07-01"),
    ],
)
def test_rendering_never_fails(text, params, shown):
    assert render(text, params, "fi") == shown


def test_params_of_languages_are_picked_and_finnish_stands_in(folder):
    assert [render("{a}", {"a": {"fi": "kissa", "sv": "katt"}}, lang) for lang in ("sv", "en")] == [
        "katt",
        "kissa",
    ]


def test_texts_of_a_finding_in_its_language(folder):
    catalogue = folder([RULE])
    finding = Finding("TST-01", ref="A!B2", observed="5 %")
    assert catalogue.texts(finding, "sv") == ("Rubrik", "I A!B2 står 5 %.", "Rätta.")
    assert catalogue.texts(finding, "nb")[0] == "Otsikko"
    assert catalogue.texts(Finding("XXX-99"), "fi") == ("XXX-99", "XXX-99", "")


@pytest.mark.parametrize(
    ("observed", "lang", "message"),
    [
        ("pdf", "fi", "Solussa A!B2 on kirja."),
        ("pdf", "sv", "I A!B2 står bok."),
        ("pdfx", "fi", "Solussa A!B2 on pdfx."),
    ],
)
def test_codes_are_said_in_words_and_what_is_not_listed_as_it_is(folder, observed, lang, message):
    words = {"observed": {"pdf": {"fi": "kirja", "sv": "bok", "en": "book"}}}
    catalogue = folder([changed(words=words)])
    assert catalogue.texts(Finding("TST-01", ref="A!B2", observed=observed), lang)[1] == message


def test_crashed_and_unjudged_are_told_by_rules_of_their_own(expectations):
    catalogue = Catalogue.load(expectations)
    crash = catalogue.texts(Finding("COM-01", status="rule_crashed", observed="ZeroDivisionError"), "en")
    assert (
        crash[1]
        == "Rule COM-01 (The actual is missing) could not be run: ZeroDivisionError. The other rules were checked."
    )
    unjudged = catalogue.texts(
        Finding("RUN-02", status="not_judged", observed="COM-07", params={"count": 3}), "sv"
    )
    assert unjudged[1].endswith("saknas: 3.")


def test_every_shipped_text_is_whole(expectations):
    for rule in Catalogue.load(shipped_expectations()).rules():
        for texts in (rule.title, rule.why, rule.message, rule.remedy):
            assert set(texts) == {"fi", "sv", "en"}
            assert all(text.strip() == text and "  " not in text for text in texts.values()), rule.code
            assert all(text[0].isupper() or text[0] in "{“" for text in texts.values()), rule.code


def test_rules_that_a_person_judges_are_listed_and_never_run(expectations):
    catalogue = Catalogue.load(expectations)
    asked = [r for r in catalogue.rules() if r.person]
    assert asked
    assert all(r.theme == "person" and not r.source.startswith("suites/") for r in asked)


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_advice_of_no_shipped_rule_has_a_blank(expectations, lang):
    catalogue = Catalogue.load(expectations)
    told = {rule.code: catalogue.advice(rule.code, lang) for rule in catalogue.rules()}
    assert [code for code, text in told.items() if "…" in text or "{" in text or MISSING in text] == []
    assert "40" in told["COM-08"]


@pytest.mark.parametrize(
    ("overlay", "told"),
    [(None, "Fill goal of …."), ("TST-01: {parameters: {column: deed}}", "Fill deed of ….")],
)
def test_advice_is_filled_with_the_rule_s_parameters(folder, overlay, told):
    meta = changed(remedy__en="Fill {column} of {observed}.") | {"params": ["column"]}
    assert folder([], overlay, suite(meta)).advice("TST-01", "en") == told
