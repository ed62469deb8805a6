"""The service's typical request in words: what every request is measured by, and where it does not fit the sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, World, between
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TypicalRequest

WORDS_X, FIRST_LINE, STEP = 430.0, 276.0, 62.0
"""x of the words, the top of the first and from one to the next."""
ROOM = 600


def draw_typical(p: Picture, world: World, alpha: float) -> None:
    """Its tokens and its time, and a line for each slider that ends before it."""
    typical = world.typical
    words = "typical: {prompt} in, {answer} out, achieved {seconds}"
    at = (WORDS_X, FIRST_LINE)
    p.text(
        at,
        words,
        prompt=typical.prompt,
        answer=typical.answer,
        seconds=between(typical.seconds, world.request_times.total_ends, world.reached),
        size=LABEL,
        role="dim",
        alpha=alpha,
        wrap=ROOM,
        lines=2,
    )
    for k, line in enumerate(misfits(typical), 1):
        at = (WORDS_X, FIRST_LINE + STEP * k)
        p.text(at, line, size=LABEL, role="waste", alpha=alpha, wrap=ROOM, lines=2)


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
        return Phrase("on average, achieved")
    if typical.service == "set":
        return Phrase("on average, as set; the typical request takes {seconds} achieved", seconds=typical.seconds)
    return Phrase("on average; the typical {seconds} does not fit", seconds=typical.seconds)
