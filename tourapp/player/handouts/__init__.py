"""What a person takes along: numbers as text, and the pages of a hand-out. Values only; no paint."""
