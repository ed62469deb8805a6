"""The scene `held_against` and its own drawings."""
