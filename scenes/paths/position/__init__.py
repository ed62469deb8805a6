"""The scene of place: without it words have no order; turning tells a query and a key how far apart they are."""
