"""Counts against the list that follows them: "two services: A and B", bullets after a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalise.claims.claim import CONSISTENT, INCONSISTENT, NOT_CHECKABLE, Claim, Operand, build
from pipeline.normalise.claims.figures import Figure
from pipeline.normalise.claims.operands import cell
from pipeline.normalise.claims.record import Record, Sentence
from pipeline.normalise.tolerance import exact

_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)])\s+\S", re.MULTILINE)
_MOST, _PAIR = 30, 2


def item_counts(record: Record, text: str) -> tuple[int, int] | None:
    """(fewest, most) items of a list in prose; None when it is no plain list.

    An "and" between commas may join two items or stand inside one, so that such a list has two counts.
    """
    plain = re.sub(r"\([^()]*\)", " ", text).strip().rstrip(".!")
    if not plain or re.search(r"[;:.()]|\d", plain) or record.words.has("example", plain):
        return None
    pieces = [p for p in plain.split(",") if p.strip()]
    ands = [len(record.words.lists["and"].findall(p)) for p in pieces]
    hyphened = len(re.findall(r"\w-\s", plain))
    inside = sum(ands[:-1])
    last = ands[-1]
    fewest = len(pieces) + min(1, last) - (1 if hyphened and last and len(pieces) > 1 else 0)
    if len(pieces) == 1:
        fewest = min(2, 1 + last) if last else 1
        return None if last == 0 else (fewest - (1 if hyphened else 0), 1 + last)
    return min(fewest, len(pieces) + (1 if last and not hyphened else 0)), len(pieces) + inside + last


def _counted(sentence: Sentence, colon: int) -> Figure | None:
    """The count the colon belongs to: the last figure before it, with only its noun phrase between."""
    before = [f for f in sentence.figures
              if f.end <= colon and f.amount and f.unit is None and not f.paren]  # fmt: skip
    if not before:
        return None
    figure = before[-1]
    gap = re.sub(r"\([^()]*\)", " ", sentence.between(figure.end, colon))
    whole = figure.value == round(figure.value) and 2 <= figure.value <= _MOST
    if not whole or figure.approx or re.search(r"[,;.()]", gap) or len(gap.split()) > 6:
        return None
    return figure


def list_claims(record: Record) -> Iterator[Claim]:
    """Every count with its list."""
    text = record.texts["explanation"]
    for sentence in record.sentences:
        yield from _named_lists(record, sentence)
        for colon in re.finditer(r":(?=\s|$)", sentence.text):
            at = sentence.start + colon.start()
            bullets = _bullets(text, at)
            figure = _counted(sentence, at)
            if bullets:
                yield from _bullet_claim(record, sentence, figure, bullets)
            elif figure and not any(f.start > at for f in sentence.figures):
                yield from _prose_claim(record, sentence, figure, sentence.text[colon.end() :])


_ARTICLE = r"^«article»\s+"
_DASHED = re.compile(r"\s[-–—]\s([^–—:;()\d]+?)(?=\s[-–—]\s|[.!]?$)")
_BRACKETED = re.compile(r"\(([^()\d]+)\)")


def _named_lists(record: Record, sentence: Sentence) -> Iterator[Claim]:
    """Such as "three new plants (North, South and East)", "the four largest were A, B, C and D": lists without a colon.

    What stands in brackets may be places or partners, and what follows "were" no list: only names after it refute.
    """
    spots = [(m.start(), m.group(1)) for m in _BRACKETED.finditer(sentence.text)]
    spots += [
        (m.start(), sentence.text[m.end() :]) for m in record.words.lists["copula"].finditer(sentence.text)
    ]
    spots += [(m.start(), m.group(1)) for m in _DASHED.finditer(sentence.text)]
    for start, tail in spots:
        figure = _counted(sentence, sentence.start + start)
        found = (
            item_counts(record, tail)
            if figure and not any(f.start > figure.start for f in sentence.figures)
            else None
        )
        if figure is None or found is None or found[1] < 2:
            continue
        article = record.words.around(_ARTICLE)
        names = all(article.sub("", part.strip())[:1].isupper() for part in _items(record, tail))
        bracketed = sentence.text[start] == "("
        told = Operand("count", figure, sentence.where)
        if found[0] <= figure.value <= found[1] and (bracketed or names or found[0] > _PAIR):
            yield _claim(sentence, told, figure.value, CONSISTENT)
        elif names and not bracketed and found[0] == found[1]:
            yield _claim(sentence, told, float(found[0]), INCONSISTENT)


def _items(record: Record, tail: str) -> list[str]:
    """The items of a plain list."""
    pieces = [p for piece in tail.split(",") for p in record.words.lists["and"].split(piece)]
    return [p for p in pieces if p.strip(" .")]


def _bullets(text: str, at: int) -> int:
    """How many bullets follow a colon at the end of its line."""
    line, _, rest = text[at + 1 :].partition("\n")
    if line.strip():
        return 0
    count = 0
    for row in rest.split("\n"):
        if row.strip() and not _BULLET.match(row):
            break
        count += bool(row.strip())
    return count


def _bullet_claim(record: Record, sentence: Sentence, figure: Figure | None, count: int) -> Iterator[Claim]:
    actual = cell(record, "actual")
    told = Operand("count", figure, sentence.where) if figure else actual
    if told is None or told.figure.unit is not None:
        return
    right = told.figure.value == count
    verdict = CONSISTENT if right else INCONSISTENT if figure else NOT_CHECKABLE
    yield _claim(sentence, told, float(count), verdict)


def _prose_claim(record: Record, sentence: Sentence, figure: Figure, tail: str) -> Iterator[Claim]:
    found = item_counts(record, tail)
    if found is None:
        return
    fewest, most = found
    told = Operand("count", figure, sentence.where)
    if fewest <= figure.value <= most:
        yield _claim(sentence, told, figure.value, CONSISTENT)
    else:
        yield _claim(sentence, told, float(fewest), INCONSISTENT if fewest == most else NOT_CHECKABLE)


def _claim(sentence: Sentence, told: Operand, count: float, verdict: str) -> Claim:
    figure = told.figure
    return build(
        sentence, "list_count", "items of the list", verdict, figure=figure, operands=(told,), stated=figure.value,
        band=exact(figure.value), expected=exact(count), fits="none" if verdict == INCONSISTENT else None,
    )  # fmt: skip
