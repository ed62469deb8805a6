"""The opening page in the window: the question, the tours as cards, what a person may choose."""
