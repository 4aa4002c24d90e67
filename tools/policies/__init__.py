"""Policies and manuals: who must, may or must not do what, by when and on what condition."""
