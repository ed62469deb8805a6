"""The card `op_ids` and its own drawings."""
