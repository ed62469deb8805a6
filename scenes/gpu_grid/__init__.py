"""The scene `gpu_grid` and its own drawings."""
