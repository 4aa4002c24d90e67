"""Line items, and the names of companies: what filings report, and how people call it."""
