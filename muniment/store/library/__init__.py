"""The library as it is kept: documents, their pages, clauses, terms, duties and provisions."""
