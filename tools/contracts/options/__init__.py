"""Options that a contract gives: what a sentence says of one, and the days that follow."""
