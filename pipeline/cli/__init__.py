"""The command `toteuma`."""
