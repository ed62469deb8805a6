"""What the captions and notes say: the run's numbers, and what our request met when it arrived."""

from __future__ import annotations

from scenes.queue.played import PlayedRun
from tourapp.authoring import Frame, Phrase, Picture, Quantity

USUAL_LOAD = 0.8
"""Told beside the highest load where our own is no good example, being next to nothing or next to full."""


def fill_captions(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Give every field of the captions its value."""
    run, n, window, curve = played.run, played.numbers, played.window, played.curve
    met = window.at(float(window.arrival[window.ours]))
    low = run.utilisation if 0.05 < run.utilisation < 0.93 else USUAL_LOAD
    p.fill(
        rate=n.rate,
        rhythm=_rhythm(float(run.burstiness)),
        service=n.service,
        replicas=n.replicas,
        share=n.busy_share,
        busy=int((met.serving >= 0).sum()) - (window.ours in met.serving),
        ahead=max(0, met.ours_place - 1),
        low=Quantity(low, "share", "load", "ρ"),
        high=Quantity(curve.highest, "share", "load", "ρ"),
        low_wait=curve.wait_at(low),
        high_wait=curve.wait_at(curve.highest),
        our_wait=n.our_wait,
        our_service=n.our_service,
        who=played.our_replica + 1,
        total=played.ours.total,
        prompt=f.world.account.prompt,
        answer=f.world.account.answer,
    )


def _rhythm(variation: float) -> Phrase:
    """How the gaps between arrivals vary, by their coefficient of variation: 1 is chance, 0 a metronome."""
    if variation > 1:
        return Phrase("in bursts")
    if variation == 1:
        return Phrase("at random moments")
    if variation == 0:
        return Phrase("as regular as a clock")
    return Phrase("more evenly than at random")
