"""The HTML reports: self-contained pages that work from a shared drive, without a server, network or scripts."""

from __future__ import annotations

from pipeline.write.html.chapter import write_chapter
from pipeline.write.html.check import write_check
from pipeline.write.html.outputs import write_outputs_index
from pipeline.write.html.pages import write

__all__ = ["write", "write_chapter", "write_check", "write_outputs_index"]
