"""The scene `attention` and its own drawings."""
