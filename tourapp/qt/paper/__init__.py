"""Paints the pages of a hand-out onto any paint device."""
