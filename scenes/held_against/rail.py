"""Readouts beside the picture: how many runs are shown, and how far off what is said of them is."""

from __future__ import annotations

from scenes.held_against.facts import HeldFacts, cloud_shown, unseen_all
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: HeldFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail, cloud = Rail(p, f.rail), cloud_shown(f, facts)
    if f.beat_name == "peers":
        rail.read("Per token", unseen_all(f, "token").error, "decode")
        rail.read("First token", unseen_all(f, "first").error, "prefill")
        return
    if cloud is None:
        rail.read("Runs shown", 0)
        return
    rail.read("Runs shown", cloud.count)
    if f.beat_name == "ideal":
        rail.read("Over ideal", cloud.ratio)
        rail.read("Faster", cloud.faster, "waste" if int(cloud.faster.value) else "ink")
    elif f.beat_name == "terms":
        rail.read("Over ideal", facts.held.ratios[0])
        rail.read("Over computed", facts.held.ratios[-1])
    else:
        rail.read("Outside", cloud.outside, "waste")
