"""The scene `op_experts` and its own drawings."""
