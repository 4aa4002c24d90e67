"""What questions ask of contracts: a term, a condition on all, yes or no; and how a question names the parties."""
