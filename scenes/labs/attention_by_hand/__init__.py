"""Lab: attention once by hand."""
