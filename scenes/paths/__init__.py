"""Scenes of the two paths, from a list of numbers to the users of a GPU: one folder each."""
