"""When things are, as contracts write it: days, lengths of time, days in numbers, and a term that runs from a day for a length."""
