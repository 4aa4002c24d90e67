"""Tests of what a question says of rows."""
