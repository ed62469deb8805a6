"""The stage of the towers: a whole model as a building whose areas are its parameters."""
