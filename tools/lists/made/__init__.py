"""Columns that a list does not have and that its columns give: what lies between two days, the month of a day."""
