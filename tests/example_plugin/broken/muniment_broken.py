"""The broken sibling: it raises when it is imported."""

raise RuntimeError("the tide is out")
