"""A submission's file → a grid of cells as people see them → RAW, with the cell of every field."""
