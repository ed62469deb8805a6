"""Lab: the long division of a card's memory."""
