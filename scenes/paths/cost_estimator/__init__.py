"""The capstone of the second path: any model on any GPU, what it answers, and the arithmetic behind it."""
