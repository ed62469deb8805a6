"""Lab: token passes with and without a cache."""
