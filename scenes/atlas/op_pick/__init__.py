"""The card `op_pick` and its own drawings."""
