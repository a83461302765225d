"""How far a deed has come, as a cell puts it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.lexicon import Lexicon, Match
from pipeline.normalise.text import Word

DIRECTIONS = ("improved", "worsened", "unchanged")


def found(listed: Sequence[Word], lexicon: Lexicon, lang: str | None) -> list[Match]:
    """All state phrases of a text in reading order."""
    return list(lexicon.table("states").find(listed, lang))


def strongest(matches: Sequence[Match], *, beside_figure: bool = False) -> Match | None:
    """The phrase that decides: highest rank first, then the earliest. Deed words do not count beside a figure."""
    usable = [m for m in matches if not (beside_figure and (m.entry.attributes.get("weak") or m.entry.rank < 2))]
    return max(usable, key=lambda m: (m.entry.rank, -m.start), default=None)


def flags(matches: Sequence[Match], chosen: Match) -> list[str]:
    """What a reader should know about the choice."""
    listed = [str(f) for f in chosen.entry.attributes.get("flags", [])]
    names = [m.name for m in matches if m.entry.rank >= 4]
    if len(set(names)) > 1:
        after = [m.name for m in matches if m.start > chosen.start]
        listed.append("done_with_follow_up" if chosen.name == "done" and "in_progress" in after else "two_states")
    return listed
