"""The card of the softmax: scores become shares that sum to one."""
