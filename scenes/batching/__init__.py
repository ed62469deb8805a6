"""The scene `batching` and its own drawings."""
