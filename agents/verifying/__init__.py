"""Check a draft: the evidence against the plan slot by slot, the draft against the evidence."""
