"""Lab: the best tile."""
