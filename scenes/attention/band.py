"""The figure of a beat in the band below the rows: how many keys and values lie in the cache, and where the threads
go."""

from __future__ import annotations

from scenes.attention.layout import StagedLook
from scenes.attention.look_back import THREADS, top_columns
from scenes.attention.places import BAND
from tourapp.authoring import Phrase, Picture, show, text_width
from tourapp.authoring.sizes import FIGURE, LINE

BASELINE = BAND.y + 86
FIGURE_GAP = 18.0
NEXT = 520.0
"""The values' count begins so far from the keys'."""


def draw_held(p: Picture, held: int, shown: float) -> None:
    """So many keys and as many values."""
    rows = ((BAND.x, "key", Phrase("{n|key|keys} in this cache", n=held)), (BAND.x + NEXT, "value", _values(held)))
    for x, role, words in rows:
        p.text((x, BASELINE), "{n}", n=held, size=FIGURE, weight=600, role=role, alpha=shown)
        after = x + text_width(show(held), FIGURE, weight=600) + FIGURE_GAP
        p.text((after, BASELINE), "{words}", words=words, size=LINE, weight=600, role=role, alpha=shown)


def _values(held: int) -> Phrase:
    return Phrase("{n|value|values} beside {n|it|them}", n=held)


def draw_threads_told(p: Picture, staged: StagedLook, shown: float) -> None:
    """How many of the hundred threads go where most go, and what one is."""
    top = top_columns(staged.look)
    n = top.threads
    p.text((BAND.x, BASELINE), "{n}", n=n, size=FIGURE, weight=600, role="decode", alpha=shown)
    x = BAND.x + text_width(show(n), FIGURE, weight=600) + FIGURE_GAP
    words = "of {whole} threads {n|goes|go} to “{word}”"
    at = (x, BASELINE - 24)
    p.text(at, words, whole=THREADS, n=n, word=top.quoted, size=LINE, weight=600, role="decode", alpha=shown)
    one = "one thread is {share} % of its attention, so {whole} is all of it"
    p.text((x, BASELINE + 14), one, share=100 // THREADS, whole=THREADS, size=LINE, role="dim", alpha=shown)
