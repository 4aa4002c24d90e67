"""Tests of what is told of rows."""
