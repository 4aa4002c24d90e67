"""Readers of the private library: a document's bytes become pages, tables and facts, each with its place."""
