"""Lessons, exams, and tuning on them."""
