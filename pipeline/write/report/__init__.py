"""The report model: built once from the tables, rendered by every output that people read."""

from __future__ import annotations

from pipeline.write.report.build import build
from pipeline.write.report.model import Report

__all__ = ["Report", "build"]
