"""The scene `queue` and its own drawings."""
