"""The caller's own records: passages, cells, and programs over them."""
