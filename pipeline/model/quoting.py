"""Texts of cells as a sentence quotes them."""

from __future__ import annotations

import re

_STOP = re.compile(r"(?<=[^\s.])\.\s*$")
_DATE = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\s*$")


def quoted(text: str) -> str:
    """A text without its own full stop, since the sentence around it has one; "30.6." and "jatkuu ..." keep theirs."""
    return text if _DATE.search(text) else _STOP.sub("", text)
