"""The scene of the embedding table: a row for every token, what lies near it, and a famous sum, tried honestly."""
