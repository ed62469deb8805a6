"""What cards of the atlas share around their picture: the ribbon of the pass above, the ledger strip at the foot, the
one large number with its words, and the badge.

Not here: the picture itself, and which cell a beat lights (each card knows its own).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Badge, Frame, Phrase, Picture, Quantity, Rect, format_quantity, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, VALUE
from tourapp.figures.ledger_large import draw_large_strip
from tourapp.figures.ledger_strip import StripLight, draw_ledger_strip
from tourapp.figures.pass_ribbon import draw_pass_ribbon

RIBBON = Rect(64.0, 128.0, 1376.0, 12.0)
UNDER = Rect(64.0, 168.0, 1376.0, 512.0)
"""Room between the ribbon and the strip."""
USUAL = 1.04
"""Up to this gain of the words the usual strip has room for them."""


@dataclass(frozen=True, slots=True)
class CardLook:
    """A card's scene id, and the ids of its blocks in the pass (`PassBlock.op`)."""

    card: str
    ours: tuple[str, ...]


def draw_card_frame(
    f: Frame, p: Picture, look: CardLook, risen: float, lit: tuple[str, str] | None, *, phase: str = "decode"
) -> None:
    """Ribbon and strip, risen 0..1; lit: phase (or "") and column of the cell that the caption speaks of."""
    if risen <= 0.004:
        return
    draw_pass_ribbon(f, p, look.ours, RIBBON, phase=phase, alpha=risen)
    draw = draw_ledger_strip if f.rail.stand.words_gain <= USUAL else draw_large_strip
    draw(f, p, look.card, StripLight(risen, lit))


@dataclass(frozen=True, slots=True)
class BigNumber:
    """The one number of a beat: where its baseline ends or begins, its value, and lines of words below it, the first
    one in ink. size: the largest it may have; room: stage units that it may be wide."""

    at: tuple[float, float]
    value: Quantity
    words: Sequence[Phrase]
    role: str = "ink"
    align: str = "left"
    size: float = FIGURE_LARGE
    room: float = 440.0


def draw_big_number(p: Picture, told: BigNumber, alpha: float = 1.0) -> None:
    """The number and its words."""
    x, y = told.at
    size = _fitting(told)
    p.text((x, y), "{v}", v=told.value, size=size, weight=700, role=told.role, align=told.align, alpha=alpha)
    for place, words in enumerate(told.words):
        px, role = (LINE, "ink") if place == 0 else (LABEL, "dim")
        at = (x + (4.0 if told.align == "left" else 0.0), y + 34.0 + 0.22 * size + 36.0 * place)
        p.text(at, words, size=px, role=role, align=told.align, alpha=alpha, part="number")


def _fitting(told: BigNumber) -> float:
    """The largest size of the scale, up to the wanted one, at which the number has room."""
    words = format_quantity(told.value)
    sizes = [size for size in (FIGURE_HUGE, FIGURE_LARGE, FIGURE, VALUE) if size <= told.size]
    return next((size for size in sizes if text_width(words, size, weight=700) <= told.room), sizes[-1])


def card_badge(f: Frame, drawn: Phrase, beat: str = "what") -> Badge:
    """Of a card whose first beat shows the small model at work, and the others what the cost model says. drawn: what of
    the small model is on the stage."""
    recording = f.world.recording
    model = f.world.cost.scenario.model_spec.name
    if f.beat_name == beat:
        return Badge(
            "live on this computer" if recording.badge == "live" else "recorded",
            Phrase("{drawn} of {model}", drawn=drawn, model=recording.model),
            Phrase("every light is a number that {model} computed for this question", model=recording.model),
        )
    return Badge(
        "computed from specs",
        Phrase("numbers: {model}, ideal; drawn: {small}", model=model, small=recording.model),
        Phrase("the ledger of {model} on its machine, everything at its peak", model=model),
    )
