"""Small inline SVG charts. Every figure in them also stands as text beside or in the text alternative."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

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
    # built of escaped pieces, not by Markup.format: a run draws thousands of these
    parts: list[str] = []
    for n, (role, name, label, value) in enumerate(rows):
        top = n * _ROW
        end = 1 + (value - low) * step
        left, width = min(zero, end), max(abs(end - zero), 1.0)
        kind = f"c-actual c-{chart.attainment}" if role == "actual" else f"c-{role}"
        parts.append(
            f'<text x="0" y="{top + 11}">{escape(name)}</text>'
            f'<text x="{_WIDTH}" y="{top + 11}" text-anchor="end">{escape(label)}</text>'
            f'<rect class="{escape(kind)}" x="{_px(left)}" y="{top + _BAR_TOP}" width="{_px(width)}" '
            f'height="{_BAR}" rx="1"/>'
        )
    target = chart.values[1]
    if target is not None:
        x = _px(1 + (target - low) * step)
        tops = (n * _ROW + _BAR_TOP - 2 for n in range(len(rows)))
        parts.append(f'<path class="c-line" d="{"".join(f"M{x} {y}v{_BAR + 4}" for y in tops)}"/>')
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg class="bars" role="img" aria-label="{escape(chart.alt)}" '
        f'viewBox="0 0 {_WIDTH} {len(rows) * _ROW}">{"".join(parts)}</svg>'
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
