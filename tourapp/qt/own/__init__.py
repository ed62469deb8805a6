"""A person's own models and GPUs in the window: the card that says what was read, and using it."""
