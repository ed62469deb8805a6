"""The scene `finale` and its own drawings."""
