"""The scene `paging` and its own drawings."""
