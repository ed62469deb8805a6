"""The scene `flash_attention` and its own drawings."""
