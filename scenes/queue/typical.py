"""The service's typical request in words: what every request is measured by, and where it does not fit the sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.queue.stage import LEFT
from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TypicalRequest

FIRST_LINE, STEP = 278.0, 28.0
"""y of the first line, and from one to the next."""
ROOM = 960


def draw_typical(p: Picture, typical: TypicalRequest, alpha: float) -> None:
    """Its tokens and its time, and a line for each slider that ends before it."""
    words = "the typical one: {prompt} in, {answer} out, {seconds} achieved"
    at = (LEFT, FIRST_LINE)
    p.text(
        at,
        words,
        prompt=typical.prompt,
        answer=typical.answer,
        seconds=typical.seconds,
        size=T18,
        role="dim",
        alpha=alpha,
        fit=ROOM,
    )
    for k, line in enumerate(misfits(typical), 1):
        p.text((LEFT, FIRST_LINE + STEP * k), line, size=T18, role="waste", alpha=alpha, fit=ROOM)


def misfits(typical: TypicalRequest) -> list[Phrase]:
    """What does not fit, a sentence each; none where the sliders reach."""
    found = []
    if typical.service in ("above", "below"):
        taken, wanted = typical.service_end, typical.seconds
        found.append(
            Phrase(
                "{wanted} does not fit the slider of mean service; the run takes {taken}", wanted=wanted, taken=taken
            )
        )
    if typical.rate in ("above", "below"):
        taken, wanted = typical.rate_end, typical.arrivals
        found.append(
            Phrase(
                "{wanted} as usual does not fit the slider of arrivals; the run takes {taken}",
                wanted=wanted,
                taken=taken,
            )
        )
    return found


def mean_service(typical: TypicalRequest) -> Phrase:
    """What the mean service of the run is."""
    if typical.service == "same":
        return Phrase("on average, achieved: {prompt} in, {answer} out", prompt=typical.prompt, answer=typical.answer)
    if typical.service == "set":
        return Phrase("on average, as set; the typical request takes {seconds} achieved", seconds=typical.seconds)
    return Phrase("on average; the typical request takes {seconds} and does not fit", seconds=typical.seconds)
