"""The player: where in the tour we are, what is set, and which picture that gives. It does not draw pixels."""
