"""The pictures of this stage, one for each beat, and the decode equation above those that it is about."""

from __future__ import annotations

from scenes.spine.s_price.coins import draw_coins
from scenes.spine.s_price.curve import draw_curve
from scenes.spine.s_price.facts import question, synthesis
from scenes.spine.s_price.hour import draw_hour
from scenes.spine.s_price.reads import draw_input, draw_output
from scenes.spine.s_price.result import draw_busy
from scenes.spine.s_price.widths import draw_widths
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.decode_equation import ROOM, EquationLight, draw_decode_equation
from tourapp.figures.equation_line import EquationTerm, draw_equation, equation_size
from tourapp.figures.say_page import SayMove, SayTerm, draw_say_page


def draw_stage(f: Frame, p: Picture) -> None:
    """The picture of the beat that plays."""
    gain = f.rail.stand.words_gain
    match f.beat_name:
        case "card":
            draw_coins(f, p)
        case "hour":
            draw_hour(f, p)
        case "input":
            _draw_apart(f, p)
            draw_input(f, p)
            draw_busy(f, p, "prefill", f.cue("input.told"))
        case "output":
            told = f.cue("output.told")
            light = EquationLight({"W": 1.0, "B": told, "t": told}, time=told, gain=gain)
            draw_decode_equation(p, f.world.letters, light)
            draw_output(f, p)
            draw_busy(f, p, "decode", told)
        case "ratio":
            draw_decode_equation(p, f.world.letters, EquationLight({"t": 1.0, "B": f.cue("ratio.figure")}, gain=gain))
            draw_widths(f, p)
        case "batch":
            draw_decode_equation(p, f.world.letters, EquationLight({"B": 1.0}, gain=gain))
            draw_curve(f, p)
        case _:
            _draw_say(f, p)


def _draw_apart(f: Frame, p: Picture) -> None:
    """The line of arithmetic of a token of input: its matrices and its attention."""
    told, shown = question(f), f.cue("input.told")
    if shown <= 0.004:
        return
    terms = (
        EquationTerm(Phrase("matrices, {n} math:", n=f.world.math_format)),
        EquationTerm(Phrase("{v}", v=told.matrices), told.matrices, "prefill", shown, "matrices"),
        EquationTerm("+"),
        EquationTerm(Phrase("attention, 16-bit math:")),
        EquationTerm(Phrase("{v}", v=told.attention), told.attention, "prefill", shown, "attention"),
        EquationTerm("="),
        EquationTerm(Phrase("{v}", v=told.input.ideal), told.input.ideal, "prefill", 0.0, "input"),
    )
    gain = f.rail.stand.words_gain
    size = equation_size(terms, ROOM.w, gain)
    if size is not None:
        draw_equation(p, (ROOM.x, ROOM.y + 36), terms, size=size, alpha=shown, gain=gain)


def _draw_say(f: Frame, p: Picture) -> None:
    letters = f.world.letters
    cache = Phrase("B · s · κ") if letters.product else Phrase("K")
    terms = (
        SayTerm(
            "W",
            letters.weights,
            Phrase("weights, read once a step for all"),
            share=letters.weight_part,
            told=Phrase("{n} of a step's bytes", n=letters.weight_part),
        ),
        SayTerm(
            cache,
            letters.cache,
            Phrase("cache of each conversation"),
            "key",
            share=letters.cache_part,
            told=Phrase("{n} of a step's bytes", n=letters.cache_part),
        ),
        SayTerm(
            "β",
            letters.bandwidth,
            Phrase("bandwidth that reads both"),
            told=Phrase("so a step takes {t}", t=letters.step),
        ),
    )
    move = SayMove(f.cue("say.words"), f.cue("say.terms"), f.clock, f.rail.stand.words_gain)
    draw_say_page(p, synthesis(f), terms, move)
