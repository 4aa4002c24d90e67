"""Contracts: their clauses."""
