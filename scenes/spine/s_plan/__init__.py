"""The scene `s_plan` and its own drawings."""
