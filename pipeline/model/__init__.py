"""The words every stage shares: errors, findings, tables, settings. Imports nothing of the stages."""
