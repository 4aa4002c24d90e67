"""The lane of the library: what of a person's own documents answers a question."""
