"""Prose cut at its checked statements, so that each can be marked where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.write.i18n import Translator
from pipeline.write.report.model import ClaimView, Segment
from pipeline.write.report.reading import amount

Row = Mapping[str, Any]
_GRAVITY = ("inconsistent", "consistent", "not_checkable")


def claim_views(claims: Sequence[Row], t: Translator) -> tuple[ClaimView, ...]:
    """Statements in reading order, numbered from one."""
    return tuple(
        ClaimView(
            number=n,
            quote=claim["quote"] or "",
            verdict=claim["verdict"] or "not_checkable",
            message=claim[f"message_{t.lang}"] or claim["message_fi"] or "",
            where=claim["where"] or "",
            ref=claim["ref"] or "",
            type=claim["type"] or "",
            stated=_figure(claim, "stated", t),
            computed=_figure(claim, "expected", t),
        )
        for n, claim in enumerate(claims, 1)
    )


def _figure(claim: Row, name: str, t: Translator) -> str:
    """A statement's figure; a multiple as "3×", for three times is no count."""
    value = claim[name]
    if claim["type"] == "ratio" and value is not None:
        return f"{t.number(round(value, 2))}×"
    return amount(value, claim["unit"], t)


def _marked(text: str, claims: Sequence[Row]) -> list[tuple[int, int, int, str]]:
    """Spans to mark, by offset. Of two that overlap the graver verdict stays, then the shorter quote."""
    kept: list[tuple[int, int, int, str]] = []
    spans = [
        (c["start"], c["end"], n, c["verdict"] or "not_checkable")
        for n, c in enumerate(claims, 1)
        if c["where"] == "explanation" and c["start"] is not None and c["end"] is not None
    ]
    for span in sorted(spans, key=lambda s: (_GRAVITY.index(s[3]), s[1] - s[0], s[0])):
        start, end = span[:2]
        if 0 <= start < end <= len(text) and all(end <= a or b <= start for a, b, _, _ in kept):
            kept.append(span)
    return sorted(kept)


def segments(text: str, claims: Sequence[Row]) -> tuple[Segment, ...]:
    """`text` as segments; joined they give it back. A claim of another cell, or outside the text, marks nothing."""
    found, at = [], 0
    for start, end, number, verdict in _marked(text, claims):
        if start > at:
            found.append(Segment(text[at:start]))
        found.append(Segment(text[start:end], number, verdict))
        at = end
    if at < len(text):
        found.append(Segment(text[at:]))
    return tuple(found)
