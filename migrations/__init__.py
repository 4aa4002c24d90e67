"""Alembic migrations, applied on start."""
