"""Bundled data: a sample of filed figures. No text of any filing."""
