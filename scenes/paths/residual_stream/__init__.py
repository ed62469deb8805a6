"""The residual stream: the road through all layers that everything adds to."""
