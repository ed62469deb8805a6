"""The scene of products in tiles: what a tile saves, how tiles fill a GPU, and how large one can be."""
