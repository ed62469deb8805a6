"""The scene `sampling` and its own drawings."""
