"""What the captions and notes say: the run's numbers, and what our request met when it arrived."""

from __future__ import annotations

from scenes.queue.played import PlayedRun
from scenes.queue.typical import mean_service
from tourapp.authoring import Frame, Phrase, Picture, Quantity, World, between

USUAL_LOAD = 0.8
"""Told beside the highest load where our own is no good example, being next to nothing or next to full."""


def fill_captions(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Give every field of the captions its value."""
    run, n, window, curve = played.run, played.numbers, played.window, played.curve
    met = window.at(float(window.arrival[window.ours]))
    own = 0.05 < run.utilisation < 0.93
    low = n.load if own else curve.share(USUAL_LOAD)
    busy = int((met.serving >= 0).sum()) - (window.ours in met.serving)
    p.fill(
        rate=n.rate,
        rhythm=_rhythm(float(run.burstiness)),
        service=n.service,
        each=mean_service(f.world.typical),
        replicas=n.replicas,
        share=n.busy_share,
        meeting=_meeting(busy, run.replicas),
        busy=busy,
        span=Phrase("In the long run") if run.stable else Phrase("Over this run"),
        ahead=max(0, met.ours_place - 1),
        low=low,
        high=curve.share(curve.highest),
        low_wait=curve.wait_at(float(low.value)),
        high_wait=curve.wait_at(curve.highest),
        waited=_waited(n.our_wait),
        our_service=our_service(f.world),
        who=played.our_replica + 1,
        total=played.ours.total,
        prompt=f.world.account.prompt,
        answer=f.world.account.answer,
        written=written(f.world.account.answer),
    )


def our_service(world: World) -> Phrase:
    """How long our question keeps its replica, with the band."""
    return between(world.queue_numbers.our_service, world.our_times.total_ends, world.reached)


def _meeting(busy: int, replicas: int) -> Phrase:
    """What ours meets when it arrives."""
    if busy >= replicas:
        return Phrase("Whoever comes while every replica is busy has to wait: a line forms.")
    return Phrase("Ours finds a free replica: a line forms only while every one is busy.")


def _waited(wait: Quantity) -> Phrase:
    if float(wait.value) <= 0:
        return Phrase("did not have to wait")
    return Phrase("waited {wait}", wait=wait)


def written(answer: Quantity) -> Phrase:
    """Which phase writes the answer: prefill gives its first token."""
    if answer.value == 1:
        return Phrase("gives the one token of the answer")
    return Phrase("gives the first of {answer}; decode writes the others", answer=answer)


def _rhythm(variation: float) -> Phrase:
    """How the gaps between arrivals vary, by their coefficient of variation: 1 is chance, 0 a metronome."""
    if variation > 1:
        return Phrase("in bursts")
    if variation == 1:
        return Phrase("at random moments")
    if variation == 0:
        return Phrase("as regular as a clock")
    return Phrase("more evenly than at random")
