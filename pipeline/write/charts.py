"""Small inline SVG charts. Every figure in them also stands as text beside or in the text alternative."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from pipeline.write.report.model import ATTAINMENTS, ROLES, Chart, Tally

_WIDTH, _ROW = 300, 30
_BAR_TOP, _BAR = 16, 9


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """(left end, units a pixel) of an axis that always holds zero: a bar from elsewhere would exaggerate."""
    low, high = min(0.0, *values), max(0.0, *values)
    return low, (_WIDTH - 2) / ((high - low) or 1.0)


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def bars(chart: Chart, names: Sequence[str]) -> Markup:
    """Baseline, target and actual as bars on one axis, the target also as a line through them all."""
    known = [v for v in chart.values if v is not None]
    low, step = _scale(known)
    zero = 1 - low * step
    rows = [
        (role, name, label, value)
        for role, name, label, value in zip(ROLES, names, chart.labels, chart.values, strict=True)
        if value is not None
    ]
    parts = []
    for n, (role, name, label, value) in enumerate(rows):
        top = n * _ROW
        end = 1 + (value - low) * step
        left, width = min(zero, end), max(abs(end - zero), 1.0)
        kind = f"c-actual c-{chart.attainment}" if role == "actual" else f"c-{role}"
        parts.append(
            Markup('<text x="0" y="{0}">{1}</text><text x="{2}" y="{0}" text-anchor="end">{3}</text>').format(
                top + 11, name, _WIDTH, label
            )
            + Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>').format(
                kind, _px(left), top + _BAR_TOP, _px(width), _BAR
            )
        )
    height = len(rows) * _ROW
    target = chart.values[1]
    if target is not None:
        x = _px(1 + (target - low) * step)
        for n in range(len(rows)):
            y = n * _ROW + _BAR_TOP
            parts.append(Markup('<path class="c-line" d="M{} {}v{}"/>').format(x, y - 2, _BAR + 4))
    return Markup('<svg class="bars" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(
        chart.alt, _WIDTH, height, Markup("").join(parts)
    )


def tally_bar(tally: Tally) -> Markup:
    """One stacked bar of attainment; hidden from readers of text, for its figures stand in the same row."""
    if not tally.total:
        return Markup("")
    parts, at = [], 0.0
    for name in ATTAINMENTS:
        width = 100 * tally.of(name) / tally.total
        if width:
            parts.append(
                Markup('<rect class="c-{}" x="{}" width="{}" height="8"/>').format(name, _px(at), _px(width))
            )
        at += width
    return Markup(
        '<svg class="stack" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">{}</svg>'
    ).format(Markup("").join(parts))


def trend(shares: Sequence[float | None], alt: str, ticks: Sequence[str]) -> Markup:
    """Shares in percent over runs, oldest first, as a line with its points; nothing for fewer than two.

    `ticks` are the texts of 100, 50 and 0 percent.
    """
    known = [(n, s) for n, s in enumerate(shares) if s is not None]
    if len(known) < 2:
        return Markup("")
    left, right = 36, _WIDTH - 6
    step = (right - left) / (len(shares) - 1)
    points = [(_px(left + n * step), _px(66 - 0.6 * s)) for n, s in known]
    line = " ".join(f"{x},{y}" for x, y in points)
    dots = Markup("").join(Markup('<circle cx="{}" cy="{}" r="2.5"/>').format(x, y) for x, y in points)
    marks = Markup("").join(
        Markup(
            '<path class="c-axis" d="M{0} {1}H{2}"/><text x="{3}" y="{4}" text-anchor="end">{5}</text>'
        ).format(left, y, right, left - 6, y + 3, text)
        for y, text in zip((6, 36, 66), ticks, strict=True)
    )
    return Markup(
        '<svg class="trend" role="img" aria-label="{}" viewBox="0 0 {} 72">{}<polyline points="{}"/>{}</svg>'
    ).format(alt, _WIDTH, marks, line, dots)
