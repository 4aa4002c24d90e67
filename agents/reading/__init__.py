"""Reading a question, once, for every lane: its companies, periods, line items and operations, and every word that is left."""
