"""What a question says that the rows of a list must fulfil: values, times, amounts, states, and what turns them round."""
