"""Reading one cell text: what it says, as items with units, periods and states."""
