from __future__ import annotations

import ast

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from pipeline.model.settings import LANGUAGES
from pipeline.write.i18n import LOCALES, translator

_TAKES = {"t": 1, "N_": 1, "_": 1, "NN_": 2, "n": 2}


def _called(node):
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _in_code(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (many := _TAKES.get(_called(node))):
            first = node.args[:many]
            if len(first) == many and all(
                isinstance(a, ast.Constant) and isinstance(a.value, str) for a in first
            ):
                yield tuple(a.value for a in first)


def _in_template(path):
    with path.open("rb") as file:
        for _, name, told, _ in babel_extract(file, ("t", "n"), [], {"trim_blocks": "true"}):
            texts = (told,) if isinstance(told, str) else tuple(told)
            yield texts[: _TAKES[name]]


@pytest.fixture(scope="module")
def used(root):
    package = root / "pipeline"
    texts = {t for p in package.rglob("*.py") for t in _in_code(p)}
    return texts | {t for p in package.rglob("templates/*.html") for t in _in_template(p)}


def messages(lang):
    with (LOCALES / lang / "LC_MESSAGES" / "toteuma.po").open("rb") as file:
        return [m for m in read_po(file, locale=lang) if m.id]


def _tuple(value):
    return (value,) if isinstance(value, str) else tuple(value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_translated_and_none_is_left_over(lang, used):
    known = {_tuple(m.id) for m in messages(lang)}
    assert len(used) > 100
    assert sorted(used - known) == [], "texts without a translation"
    assert sorted(known - used) == [], "translations that nothing uses"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translation_is_fuzzy_blank_or_loses_a_placeholder(lang):
    for message in messages(lang):
        forms = _tuple(message.string or "")
        assert not message.fuzzy, message.id
        assert all(f.strip() for f in forms), message.id
        assert len(forms) == len(_tuple(message.id)), message.id
        for source, form in zip(_tuple(message.id), forms, strict=True):
            names = {w.split("}")[0] for w in source.split("{")[1:]}
            assert names == {w.split("}")[0] for w in form.split("{")[1:]}, message.id


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_finnish_and_swedish_are_not_copies_of_english(lang):
    same = {_tuple(m.id)[0] for m in messages(lang) if _tuple(m.id) == _tuple(m.string)}
    assert same <= {"under {n}", "period"}


@pytest.mark.parametrize(
    ("lang", "value", "decimals", "shown"),
    [
        ("fi", 237000, None, "237\u00a0000"),
        ("sv", 237000, None, "237\u00a0000"),
        ("en", 237000, None, "237,000"),
        ("fi", 19.5, None, "19,5"),
        ("en", 19.5, 2, "19.50"),
        ("fi", -334451, 0, "\u2212334\u00a0451"),
        ("fi", 0, None, "0"),
        ("fi", None, None, "–"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang, value, decimals, shown):
    assert translator(lang).number(value, decimals) == shown


@pytest.mark.parametrize(
    ("lang", "iso", "shown"),
    [
        ("fi", "2024-02-05T13:04:00+02:00", "5.2.2024 klo 13.04"),
        ("sv", "2024-02-05T13:04:00+02:00", "5.2.2024 kl. 13.04"),
        ("en", "2024-02-05T13:04:00+02:00", "5 Feb 2024, 13:04"),
        ("fi", "2024-02-05", "5.2.2024"),
        ("en", "2024-02-05", "5 Feb 2024"),
        ("fi", "viime vuonna", "viime vuonna"),
        ("fi", "2024-13-45", "2024-13-45"),
        ("fi", None, "–"),
        ("fi", "", "–"),
    ],
)
def test_moments(lang, iso, shown):
    assert translator(lang).moment(iso) == shown


def test_plurals_and_unknown_texts():
    t = translator("fi")
    assert t.n("{n} warning", "{n} warnings", 1) == "1 varoitus"
    assert t.n("{n} warning", "{n} warnings", 0) == "0 varoitusta"
    assert t.n("{n} ship", "{n} ships", 1) == "1 ship"
    assert t.n("{n} ship", "{n} ships", 2) == "2 ships"
    assert t("Nobody has translated this {x}", x=1) == "Nobody has translated this 1"


def test_a_language_that_is_not_spoken_is_answered_in_finnish():
    assert translator("de").lang == "fi"
    assert translator("de")("Met") == "Toteutunut"


def test_percent_in_three_languages():
    assert [translator(lang).percent(46.2, 1) for lang in LANGUAGES] == [
        "46,2\u00a0%",
        "46,2\u00a0%",
        "46.2%",
    ]
    assert translator("fi").percent(None) == "–"
