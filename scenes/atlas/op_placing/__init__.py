"""The card `op_placing` and its own drawings."""
