"""What kind of picture this is, and what it leaves out."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase


def batching_badge(f: Frame) -> Badge:
    """Simulated runs; the climb is computed."""
    if f.beat_name == "climb":
        return Badge(
            "computed from specs",
            "ideal; all conversations of the batch are equally long",
            "every column is one answer of the cost model; nothing was measured",
        )
    return Badge(
        "simulated",
        "prefill is one step; a fuller step takes no longer; no network",
        Phrase(
            "every bar is a request of the simulated run; ours is one of them, {n} long",
            n=f.world.batching_numbers.ours,
        ),
    )
