"""What the rows come to, told in words: a cell, rows, sums, the largest, comparisons."""
