"""Readers, one module a format or library, all of one form: `read(path, limits) -> Grid`."""
