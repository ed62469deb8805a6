"""The scene `op_loop` and its own drawings."""
