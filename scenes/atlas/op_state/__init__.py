"""The scene `op_state` and its own drawings."""
