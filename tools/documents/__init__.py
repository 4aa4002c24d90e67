"""Filed documents: reading them in a worker, their facts, sections and passages, and showing them."""
