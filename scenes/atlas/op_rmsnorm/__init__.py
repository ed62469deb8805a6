"""The card `op_rmsnorm` and its own drawings."""
