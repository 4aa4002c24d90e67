"""From what a question says to what is asked: the plan, which later rooms may not change."""
