"""A walk through every beat of every scene at many settings, reading what each frame prints."""
