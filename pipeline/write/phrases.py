"""Counts as phrases, the same on screen and on the pages: the same word has the same number everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.write.i18n import NN_, Translator

_SEVERITIES = {
    "error": NN_("{n} error", "{n} errors"),
    "warning": NN_("{n} warning", "{n} warnings"),
    "info": NN_("{n} note", "{n} notes"),
}
_CHANGES = {
    "new": NN_("{n} new", "{n} new ones"),
    "reopened": NN_("{n} came back", "{n} came back again"),
    "open": NN_("{n} still open", "{n} are still open"),
    "explained": NN_("{n} explained", "{n} are explained"),
    "fixed": NN_("{n} fixed", "{n} are fixed"),
}


def read(files: int, indicators: int, t: Translator) -> str:
    """What was read: "3 files, 27 indicators"."""
    return ", ".join(
        (
            t.n("{n} file", "{n} files", files),
            t.n("{n} indicator", "{n} indicators", indicators),
        )
    )


def findings(counts: Mapping[str, int], t: Translator) -> str:
    """Findings by severity, each named although there are none of it."""
    return ", ".join(t.n(*forms, counts.get(name, 0)) for name, forms in _SEVERITIES.items())


def changes(counts: Mapping[str, int], t: Translator) -> str:
    """What changed since the previous run; empty where there was none."""
    if not any(counts.get(name) for name in ("open", "fixed", "reopened", "explained")):
        return ""
    return ", ".join(t.n(*forms, counts[name]) for name, forms in _CHANGES.items() if counts.get(name))


def recomputed(counts: Mapping[str, int]) -> int:
    """Statements that could be recomputed, of those that were found."""
    return counts.get("consistent", 0) + counts.get("inconsistent", 0)


def of_the_recomputed(counts: Mapping[str, int], t: Translator) -> str:
    """What became of the statements: how many do not fit, and how many could not be checked."""
    wrong, unchecked = counts.get("inconsistent", 0), counts.get("not_checkable", 0)
    told = [t.n("{n} does not fit", "{n} do not fit", wrong)]
    if unchecked:
        told.append(t.n("one could not be checked", "{n} could not be checked", unchecked))
    return ", ".join(told)
