"""Holding quiet: what may still be built. Only what is on stage; and of the model's work only what somebody asked for,
as long as a recorded answer can be shown instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tourapp.player.state import PlayerState, Settings, inputs_for
from tourapp.player.store import WorldStore, reads_of
from tourapp.player.tour import Stop, Tour
from tourapp.player.view import Wish, wishes
from tourapp.world import Inputs

MODEL = "recording"
"""The part that runs the model."""


def want_quietly(store: WorldStore, state: PlayerState, tour: Tour, order: Sequence[int]) -> None:
    """Have only this built, in this order: the stops at these places, and the answer where somebody asked."""
    wanted = [wish for place in order for wish in wishes(state, tour.stops[place]).values()]
    asked = any(asked_for(state, tour, tour.stops[place]) for place in order)
    needed = bool(order) and store.world(wanted[0]) is None
    if asked_for(state, tour, None):
        wanted.append(Wish("", state.inputs, (MODEL,)))
    store.want(wanted, "" if asked or needed else MODEL)


def asked_for(state: PlayerState, tour: Tour, stop: Stop | None) -> bool:
    """Whether somebody changed what the model is asked at a stop (None: in the whole tour)."""
    usual = Settings(Inputs().change(**tour.settings))
    one, two = state.inputs, usual.inputs
    if stop is not None:
        one, two = inputs_for(state, stop), inputs_for(replace(state, settings=usual), stop)
    return any(getattr(one, name) != getattr(two, name) for name in reads_of(MODEL))
