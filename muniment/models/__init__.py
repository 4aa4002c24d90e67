"""The models that run here, and their files."""
