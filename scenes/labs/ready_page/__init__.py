"""Ready when you can: eight abilities, ticked by evidence."""
