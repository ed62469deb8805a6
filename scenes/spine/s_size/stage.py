"""The pictures of this stage, one for each beat, below the decode equation of the larger model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_size.facts import question, synthesis
from scenes.spine.s_size.growth import draw_growth
from scenes.spine.s_size.hidden import draw_compute
from scenes.spine.s_size.limit import draw_limit
from scenes.spine.s_size.reading import draw_read, draw_two
from scenes.spine.s_size.tables import draw_tables
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.decode_equation import EquationLight, draw_decode_equation
from tourapp.figures.say_page import SayMove, SayTerm, draw_say_page

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Letters

DRAWN = {
    "two": draw_two,
    "read": draw_read,
    "compute": draw_compute,
    "embed": draw_tables,
    "cache": draw_growth,
    "limit": draw_limit,
}
LIT: dict[str, tuple[str, ...]] = {
    "two": (),
    "read": ("W", "β"),
    "compute": ("t",),
    "embed": ("W",),
    "cache": ("B", "s", "κ", "K"),
    "limit": ("B", "s", "κ", "K"),
}


def draw_stage(f: Frame, p: Picture) -> None:
    """The picture of the beat that plays."""
    name = f.beat_name
    if name == "say":
        _draw_say(f, p)
        return
    hidden = {"two": "two.told", "cache": "cache.told"}
    time = f.cue(hidden[name]) if name in hidden else 1.0
    light = EquationLight(dict.fromkeys(LIT[name], 1.0), time=time, gain=f.rail.stand.words_gain)
    draw_decode_equation(p, _letters(f), light)
    DRAWN[name](f, p)


def _letters(f: Frame) -> Letters:
    """The larger model's letters at the load that the beat shows."""
    told = question(f)
    at = {"two": told.alone, "read": told.alone, "embed": told.alone, "cache": told.asked}.get(f.beat_name, told.here)
    return at.letters


def _draw_say(f: Frame, p: Picture) -> None:
    told = question(f)
    big, small = told.big.letters, told.small.letters
    terms = (
        SayTerm(
            "W",
            told.by_weights_here,
            Phrase("{a} against {b} of weights", a=big.weights, b=small.weights),
            share=big.weight_part,
            told=Phrase("{n} of its bytes", n=big.weight_part),
        ),
        SayTerm(
            "κ",
            told.by_kappa,
            Phrase("{a} against {b}", a=big.kappa, b=small.kappa),
            "key",
            share=big.cache_part,
            told=Phrase("{n} of its bytes", n=big.cache_part),
        ),
        SayTerm(
            "t",
            told.here.ratio,
            Phrase("{a} against {b} for a step", a=told.here.big, b=told.here.small),
            "decode",
            told=Phrase("achieved {r}", r=told.achieved),
        ),
    )
    move = SayMove(f.cue("say.words"), f.cue("say.terms"), f.clock, f.rail.stand.words_gain)
    draw_say_page(p, synthesis(f), terms, move)
