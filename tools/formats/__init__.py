"""Readers of files, one a format: each gives pages of words with places, and tables."""
