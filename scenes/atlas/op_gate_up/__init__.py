"""The scene `op_gate_up` and its own drawings."""
