"""Provisions: the sentences, list items and rows of contracts and policies, found by what a question asks and graded by how surely they answer."""
