"""The scene `op_down` and its own drawings."""
