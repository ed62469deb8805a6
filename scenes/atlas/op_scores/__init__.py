"""The card of the scores: a query meets every key."""
