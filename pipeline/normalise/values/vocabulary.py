"""Patterns of the words that say how the figures of a cell belong together, built from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from pipeline.normalise import listed
from pipeline.normalise.lexicon import Lexicon
from pipeline.normalise.listed import pattern, standing

_COMPARED = r"(?:>=|<=|[<>≥≤=])?"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Compiled once for a lexicon; compared by identity."""

    # What joins two figures: the whole of the text between them.
    to: re.Pattern[str]
    joined: re.Pattern[str]
    out_of: re.Pattern[str]
    that_is: re.Pattern[str]
    percent_of_fraction: re.Pattern[str]
    # What stands just before a figure.
    origin: re.Pattern[str]
    to_level: re.Pattern[str]
    by: re.Pattern[str]
    sample: re.Pattern[str]
    nps: re.Pattern[str]
    top: re.Pattern[str]
    rank_before: re.Pattern[str]
    scale: re.Pattern[str]
    # What a bracket, or the words before the bounds of a scale, begin with.
    scale_top: re.Pattern[str]
    previous: re.Pattern[str]
    other_level: re.Pattern[str]
    # What follows a figure.
    rank_after: re.Pattern[str]
    more_or_fewer: re.Pattern[str]
    share_of: re.Pattern[str]
    share_of_in_brackets: re.Pattern[str]
    share_of_target: re.Pattern[str]
    whole: re.Pattern[str]
    # What stands before a share in words, by what it makes of it.
    share_bounds: tuple[tuple[str, re.Pattern[str]], ...]
    # What stands anywhere.
    between: re.Pattern[str]
    passing: re.Pattern[str]
    complete: re.Pattern[str]
    new: re.Pattern[str]
    label_scales: dict[str, float]
    bare_levels: frozenset[str]
    zero_pronouns: frozenset[str]


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The patterns of a lexicon, compiled at the first call."""
    lists: dict[str, Any] = lexicon.lists["markers"]

    one_of = partial(listed.one_of, lexicon)

    def word(*names: str) -> str:
        return standing(listed.listed(lexicon, *names))

    in_brackets = one_of("share_of_words", "share_of_words_figures", "share_of_words_brackets")
    return Vocabulary(
        to=pattern(rf"\s?(?:{one_of('to_words')})\s"),
        joined=pattern(rf"\s?(?:{one_of('and_words')})\s?"),
        out_of=pattern(rf"\s?(?:{one_of('out_of_words')})\s(?:(?:{one_of('of_all_words')})\s)?"),
        that_is=pattern(rf"\s?,?\s?(?:{one_of('that_is')}|=)\s?"),
        percent_of_fraction=pattern(rf"[^(\d]{{0,12}}[(,]\s?|\s?(?:{one_of('that_is_fraction')}|=|,|-)\s?"),
        origin=pattern(rf"{word('from_words')}\s$"),
        to_level=pattern(rf"{word('to_level_words')}\s(?:(?:{one_of('to_level_bounds')})\s)?$"),
        by=pattern(rf"{word('by_words')}\s(?:(?:{one_of('by_bounds')})\s)?$"),
        sample=pattern(rf"n\s?=\s?$|{word('sample_words')}\s$"),
        nps=pattern(rf"{word('nps_names')}[\s:]*{_COMPARED}\s*$"),
        top=pattern(rf"{word('top_words')}[\s-]*$"),
        rank_before=pattern(rf"{word('rank_before')}\.?:?\s?$"),
        scale=pattern(rf"{word('scale_words', 'scale_top_words')}\s?(?:{one_of('scale_links')}|:|=|=\s)?\s?$"),
        scale_top=pattern(word("scale_top_words")),
        previous=pattern(word("previous_words")),
        other_level=pattern(word("target_words", "level_words")),
        rank_after=pattern(rf"\.?\s?({one_of('rank_after')})(?![^\W_])"),
        more_or_fewer=pattern(rf"\s?(?:[^\W\d_]+\s)?(?:{one_of('more_or_fewer')})(?![^\W_])"),
        share_of=pattern(rf"\s+(?:{one_of('share_of_words', 'share_of_words_figures')})\s+([^,.;()]+)"),
        share_of_in_brackets=pattern(rf"\s*(?:{in_brackets})\s+(?P<of>[^,;()\n.]+)"),
        share_of_target=pattern(word("share_of_target")),
        whole=pattern(rf"\s+(?:(?:{one_of('share_of_words')})\s)?([^\W\d_]+)"),
        share_bounds=tuple((n, pattern(rf"{standing([str(w) for w in ws or ()])}$")) for n, ws in lists["share_bounds"].items()),
        between=pattern(word("between_words")),
        passing=pattern(word("passing_verbs")),
        complete=pattern(word("complete_words")),
        new=pattern(one_of("new_words")),
        label_scales={str(label): float(scale) for label, scale in lists["label_scales"].items()},
        bare_levels=frozenset(listed.listed(lexicon, "bare_levels")),
        zero_pronouns=frozenset(listed.listed(lexicon, "zero_pronouns")),
    )  # fmt: skip
