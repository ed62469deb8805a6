"""Words and numbers around the machine: the size of the slab, the two phases' names, and how busy they keep it."""

from __future__ import annotations

from scenes.prefill_decode.answer import draw_answer_so_far, draw_first_token
from scenes.prefill_decode.busy import BusyPlace, draw_busy
from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.places import BARS_Y, WIDE_BARS_Y
from scenes.prefill_decode.prompt import draw_prompt_chips
from scenes.prefill_decode.tempo import Tempo
from scenes.prefill_decode.time_line import ClockReading, draw_time_line
from tourapp.authoring import STAGE, Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import FIGURE, LINE, READOUT, T17, T18, T19, TAG, VALUE

CHIPS = Rect(740, 720, 700, 96)
"""Our own prompt as chips."""
COUNT_Y, DOT_Y = 762.0, 806.0
LAYERS_AT = (875.0, 186.0)
NAME_Y, WHAT_Y = 158.0, 188.0
SOURCES_X = 752.0
"""Middle of the two lines that say whose times and whose words stand here."""
DECODE_BARS = BusyPlace(836.0, BARS_Y, 290.0, 24.0, LINE)


def draw_labels(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """Everything that is read beside and below the machine."""
    if f.beat_name == "slab":
        _label_slab(f, p, facts)
        return
    _label_prefill(f, p, facts, tempo.fold)
    _label_sources(p, facts, f.cue("flip.born"))
    if f.reached("loop"):
        _label_decode(f, p, facts)
    line = f.cue("clock.appears")
    if f.beat_name == "flip":
        draw_first_token(p, facts, f.cue("flip.born"))
    if f.beat_name in ("loop", "clock"):
        draw_answer_so_far(f, p, facts, tempo.turns, 1.0 - line)
    if line > 0.0:
        draw_time_line(p, tempo.axis, facts.times, facts.words, ClockReading(tempo.now, line, f.text_gain))


def _label_slab(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """How large the prompt is, what a dot and a pane stand for, and our own prompt beside it."""
    count, ours = f.cue("slab.counts"), f.cue("slab.ours")
    p.text(
        (STAGE.x, COUNT_Y),
        "{n} {n|token|tokens}",
        n=facts.prompt,
        size=FIGURE,
        mono=True,
        weight=600,
        role="prefill",
        alpha=count,
        fit=620,
    )
    p.text((STAGE.x, DOT_Y), "one dot is {n} {n|token|tokens}", n=facts.dot, size=T19, role="dim", alpha=count)
    p.text((CHIPS.x, CHIPS.y - 18), _our_prompt(facts), size=TAG, role="ink", alpha=ours, fit=CHIPS.w)
    draw_prompt_chips(f, p, CHIPS, ours)
    named = f.cue("slab.names_layers")
    p.text(LAYERS_AT, _layers(facts), size=T18, role="dim", align="center", fit=800, alpha=named)


def _our_prompt(facts: TwoPhases) -> Phrase:
    n = facts.own_prompt
    if n <= facts.prompt:
        return Phrase("our question: {n} {n|token|tokens} with its template, the bright corner", n=n)
    return Phrase("our question, {n} {n|token|tokens} with its template, is longer than this", n=n)


def _layers(facts: TwoPhases) -> Phrase:
    spec, each = facts.costs.scenario.model_spec, facts.layers_each
    if each > 1:
        return Phrase(
            "{model}: {all} layers, drawn as one pane for every {each}", model=spec.name, all=spec.layers, each=each
        )
    return Phrase("{model}: {all} layers, one pane each", model=spec.name, all=spec.layers)


def _label_prefill(f: Frame, p: Picture, facts: TwoPhases, fold: float) -> None:
    x, seen, before = STAGE.x, f.cue("sweep.names"), facts.costs.prefill
    p.text((x, NAME_Y), "Prefill", size=READOUT, weight=700, role="prefill", alpha=seen)
    p.text((x, WHAT_Y), _one_pass(facts), size=T18, role="dim", alpha=seen)
    place = BusyPlace(
        x,
        mix(WIDE_BARS_Y, BARS_Y, fold),
        mix(656.0, DECODE_BARS.width, fold),
        mix(64.0, DECODE_BARS.gap, fold),
        mix(VALUE, DECODE_BARS.size, fold),
    )
    draw_busy(p, place, before.compute_busy, before.memory_busy, f.cue("sweep.bars"))


def _label_decode(f: Frame, p: Picture, facts: TwoPhases) -> None:
    x, seen, now = STAGE.right, f.cue("loop.names"), facts.step.decode
    p.text((x, NAME_Y), "Decode", size=READOUT, weight=700, role="decode", align="right", alpha=seen)
    p.text((x, WHAT_Y), _one_each(facts), size=T18, role="dim", align="right", alpha=seen)
    draw_busy(p, DECODE_BARS, now.compute_busy, now.memory_busy, f.cue("loop.bars"))


def _one_pass(facts: TwoPhases) -> Phrase:
    return Phrase("{n} {n|token|tokens}, alone in one pass", n=facts.prompt)


def _one_each(facts: TwoPhases) -> Phrase:
    """What a step of decode makes; the light that is drawn is one conversation's."""
    if facts.batch.value == 1:
        return Phrase("one conversation alone, one token a pass")
    return Phrase("{n} tokens a pass, one of each conversation", n=facts.batch)


def _label_sources(p: Picture, facts: TwoPhases, shown: float) -> None:
    """Whose times and whose words: two models stand on this stage."""
    times = Phrase("times: {model} on {machine}", model=facts.shared.scenario.model_spec.name, machine=facts.machine)
    words = Phrase("words: {model}, answering our question", model=facts.writer)
    for y, line in ((NAME_Y, times), (WHAT_Y, words)):
        p.text((SOURCES_X, y), line, size=T17, role="dim", align="center", alpha=shown, fit=460)
