"""The scene `kv_hall` and its own drawings."""
