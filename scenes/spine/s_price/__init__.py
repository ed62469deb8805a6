"""The stage of the first question: why output costs more than input."""
