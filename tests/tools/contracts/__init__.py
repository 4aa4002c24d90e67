"""Tests of `muniment.tools.contracts`."""
