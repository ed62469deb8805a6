"""What the map of the hall shows at a moment, and where on its bar a number of tokens stands. Nothing is drawn here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.kv_hall.facts import short
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.map_marks import MapMark
from tourapp.authoring import Frame, Phrase, Quantity, Rect, clamp, mix, set_control

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop

BAR = Rect(64.0, 776.0, 1376.0, 22.0)
REACHED = 0.02
"""By what share of its length a hall has to pass the end of memory until that end is shown whole."""


@dataclass(frozen=True, slots=True)
class HallMap:
    """What the map shows. extent: tokens across the bar; prompt, answer, held: tokens in use, of the request and of the
    scenario; full: where memory ends, or None, and how far that is shown (0..1), which is only where the hall on stage
    reaches beyond it; here: the token we stand at, or None;
    context: where the context control stands, pointed at from above, or None; marks: places with words below them."""

    extent: float
    prompt: float
    answer: float
    held: float
    full: Quantity | None
    full_shown: float
    here: float | None
    context: float | None
    title: Phrase
    marks: tuple[MapMark, ...]

    def x(self, tokens: float) -> float:
        """Stage position of a number of tokens, held to the bar."""
        return BAR.x + BAR.w * min(max(float(tokens), 0.0), self.extent) / self.extent

    @property
    def full_x(self) -> float | None:
        """Where memory ends on the bar, or None where that is not shown."""
        if self.full is None or self.full_shown <= 0.01 or float(self.full.value) >= self.extent:
            return None
        return self.x(float(self.full.value))


def map_now(f: Frame, s: HallMoment, pointed: Phrase | None) -> HallMap:
    """The map at this moment: one cell per slot of the request, then the whole hall to the longest stop. Its title is
    what a slot under the pointer has to say (`pointed`), if there is one."""
    small = float(max(64, 32 * math.ceil((s.total + 8) / 32)))
    whole = f.move("grow", 0.10, 0.34)
    title = Phrase("The whole hall from above, to scale")
    if whole <= 0.5:
        title = Phrase("The hall from above: one cell per slot")
    return HallMap(
        extent=math.exp(mix(math.log(small), math.log(s.stops[-1].tokens), whole)),
        prompt=s.prefilled,
        answer=s.written,
        held=s.extent * whole,
        full=s.variants.full[s.variant.id],
        full_shown=f.cue("grow.full") * clamp((s.held / max(s.full, 1.0) - 1.0) / REACHED),
        here=s.camera.token(2.2) if whole <= 0 else None,
        context=float(f.inputs.context) if whole > 0.9 else None,
        title=pointed or title,
        marks=tuple(_mark(stop) for stop in s.stops) if whole > 0.6 else (),
    )


def _mark(stop: ContextStop) -> MapMark:
    """A stop on the map; a click makes it the context."""
    words = Phrase("{length} · {bytes}", length=short(stop.tokens), bytes=stop.per_sequence)
    return MapMark(stop.tokens, words, set_control("context", stop.tokens))
