"""Columns that a list gives besides its own."""
