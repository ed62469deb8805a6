"""Test yourself: questions with numbers of one's own."""
