"""Reading one cell text: what it says, as items with units, periods and states."""

from pipeline.normalise.values.reader import read_value

__all__ = ["read_value"]
