"""The scene of plain arithmetic: a list of numbers, the dot product, a matrix as many of them, and the work in it."""
