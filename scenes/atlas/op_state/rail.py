"""Readouts beside the picture: bytes of a token and of a conversation, and how many fit."""

from __future__ import annotations

from scenes.atlas.op_state.facts import StateFacts, one_row
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: StateFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Rows", facts.lights.rows)
        rail.read("Layers", facts.recording.layers)
        rail.read("KV heads", facts.recording.kv_heads)
        return
    variant = facts.chosen if f.beat_name == "scale" else facts.own
    rail.read("A token", one_row(variant.per_token), "key")
    rail.read("One conversation", variant.per_sequence, "key")
    users = int(variant.users.value)
    rail.read("Users that fit", variant.users, "good" if users else "waste")
    if variant.heads is not None:
        rail.read("KV heads", variant.heads)
