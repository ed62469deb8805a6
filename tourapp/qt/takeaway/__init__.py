"""What a person takes along from the window: numbers, pictures, a hand-out."""
