"""What of the library's contracts answers a question: clauses, terms, what follows from them, and what sets one beside another."""
