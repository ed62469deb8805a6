"""The whole pass: every operator on one closed line, what feeds it, and where it all lives."""
