"""The dialog of preferences: its pages, and the rows of choices on them."""
