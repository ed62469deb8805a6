"""Pictures, hand-outs and films: the same pictures as the window's, without a timer."""
