"""`report.html`: the activity-report chapter as a page, from the same model as `report.docx`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.write.chapter import ActionCard, Section, sources
from pipeline.write.html.pages import shared
from pipeline.write.html.render import page, put
from pipeline.write.i18n import translator
from pipeline.write.report.model import Report

PAGE = "report.html"
_TOP = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading or a card in reading order; `level` is that of the heading, counted from what has a title."""

    level: int
    title: str = ""
    lang: str = ""
    card: ActionCard | None = None
    sources: str = ""


def _parts(sections: Sequence[Section], level: int, unnamed: str) -> Iterator[_Part]:
    for section in sections:
        title = section.title or (unnamed if section.level == 1 else "")
        if title:
            yield _Part(level, title, section.lang if section.title else "")
        below = level + 1 if title else level
        yield from _parts(section.sections, below, unnamed)
        for card in section.cards:
            yield _Part(below, card=card, sources=sources(card.lines))


def write_chapter(report: Report, sections: Sequence[Section], folder: Path) -> Path:
    """Write the chapter into the run's folder; answers the page's path."""
    t = translator(report.lang)
    parts = list(_parts(sections, _TOP, t("Focus area not stated")))
    path = folder / PAGE
    put(path, page("chapter.html", report.lang, parts=parts, **shared(report, t, PAGE)))
    return path
