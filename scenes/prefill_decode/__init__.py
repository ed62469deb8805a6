"""The scene `prefill_decode` and its own drawings."""
