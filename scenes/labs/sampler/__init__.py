"""Lab: the order of the cuts."""
