"""The scene of the softmax: scores become shares, only their gaps count, and a maximum keeps it in range."""
