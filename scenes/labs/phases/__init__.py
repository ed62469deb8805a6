"""Lab: both bounds of one machine."""
