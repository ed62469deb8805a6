"""The slider of the token that asks: per cent of the text, so that it fits every length, and what a click sets."""

from __future__ import annotations

from tourapp.authoring import SetControls, set_control

LOWEST, SPAN = 0.1, 99.9
"""From the first token to the last; below LOWEST the clearest one is asked for."""


def place_of(value: float, count: int) -> int | None:
    """The token a slider of per cent means; None at its lowest value, where the clearest one is asked for."""
    return None if value <= 0 else min(count - 1, round((value - LOWEST) / SPAN * (count - 1)))


def slider_of(place: int, count: int) -> float:
    """The slider value that means a token: the inverse of `place_of` for up to 256 tokens."""
    return round(LOWEST + SPAN * place / max(1, count - 1), 1)


def let_ask(place: int, count: int) -> SetControls:
    """What a click on a token does: it becomes the one that asks."""
    return set_control("asker", slider_of(place, count))
