"""The scene of the worked examples: line by line, with every number."""
