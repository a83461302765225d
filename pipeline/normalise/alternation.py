"""Long lists of words as one pattern that is quick to fail: most places of a text begin none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = re.compile(r"[^\W\d_](?![?*+{|])")


def _split(body: str) -> bool:
    """Whether a pattern has a bar outside all brackets, so that its first letter is not that of all its branches."""
    depth, skip = 0, False
    for letter in body:
        if skip:
            skip = False
        elif letter == "\\":
            skip = True
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "|" and depth == 0:
            return True
    return False


def alternation(bodies: Iterable[str]) -> str:
    """The patterns as one, those of a first letter together; their order is kept where it matters, within a letter.

    Only for patterns that are matched with IGNORECASE: first letters are grouped whatever their case.
    """
    grouped: dict[str, list[str]] = {}
    odd: list[str] = []
    for body in bodies:
        if _PLAIN.match(body) and not _split(body):
            grouped.setdefault(body[0].lower(), []).append(body[1:])
        else:
            odd.append(body)
    return "|".join([*(f"{first}(?:{'|'.join(rest)})" for first, rest in grouped.items()), *odd])
