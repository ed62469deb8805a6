"""The stages of the set-up, one idea a file; `prepare.py` puts them in order. Standard library only."""
