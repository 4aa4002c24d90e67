"""Questions and files by writers who had seen neither the code nor earlier cases, and what asks and marks them."""
