"""The scene `quantization` and its own drawings."""
