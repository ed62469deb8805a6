"""The card `op_lm_head` and its own drawings."""
