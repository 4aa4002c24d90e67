"""Tests of what is read off lists."""
