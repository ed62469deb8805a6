"""How many conversations fit beside the weights."""
