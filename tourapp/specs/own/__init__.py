"""A person's own models and GPUs, read from files and kept beside the tables while the program runs."""
