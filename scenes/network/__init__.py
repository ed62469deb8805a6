"""The scene `network` and its own drawings."""
