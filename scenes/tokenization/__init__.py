"""The scene `tokenization` and its own drawings."""
