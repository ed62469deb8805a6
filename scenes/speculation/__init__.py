"""The scene `speculation` and its own drawings."""
