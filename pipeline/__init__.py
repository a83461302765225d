"""Toteuma: the departments' workbooks, read, recomputed, checked and compiled."""
