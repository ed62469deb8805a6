"""The card `op_embedding` and its own drawings."""
