"""Tables that are lists, one row a thing: what a question wants of their rows, and what it comes to."""
