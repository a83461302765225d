"""What the tables and findings say together: held-back rows, changes, FINDINGS as a table."""
