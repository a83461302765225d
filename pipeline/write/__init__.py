"""Outputs: the report as data, and every form people and programs read it in."""
