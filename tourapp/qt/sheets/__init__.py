"""What opens over the stage: overview, keys, why, questions at the end."""
