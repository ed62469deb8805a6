"""The scene `pricing` and its own drawings."""
