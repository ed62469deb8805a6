"""Words and numbers around the machine: the size of the slab, the two phases' names, and how busy they keep it."""

from __future__ import annotations

from scenes.prefill_decode.answer import draw_answer_so_far, draw_first_token
from scenes.prefill_decode.busy import BusyPlace, draw_busy
from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.places import BARS_Y, WIDE_BARS_Y
from scenes.prefill_decode.prompt import draw_prompt_chips
from scenes.prefill_decode.prompt_field import own_frame
from scenes.prefill_decode.sail import sheet_of
from scenes.prefill_decode.tempo import Tempo
from scenes.prefill_decode.time_line import ClockReading, draw_time_line
from tourapp.authoring import STAGE, Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, READOUT, TAG, TITLE

CHIPS = Rect(716, 700, 724, 110)
"""Our own prompt as chips."""
LONG = 100_000
"""From so many tokens on the figure is set smaller."""
NAME_Y, WHAT_Y = 164.0, 200.0
DECODE_X = 660.0
"""Where the words beside the figure of decode begin."""
DECODE_BARS = BusyPlace(930.0, 190.0, 245.0, 20.0, READOUT)


def draw_labels(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """Everything that is read beside and below the machine."""
    if f.beat_name == "slab":
        _label_slab(f, p, facts)
        return
    before = 1.0 - f.cue("loop.dims")
    line = f.cue("clock.appears")
    if before > 0.01:
        with p.group(opacity=before):
            _label_prefill(f, p, facts, tempo.fold)
            if f.beat_name == "flip":
                draw_first_token(p, facts, f.cue("flip.born"))
    _label_sources(p, facts, f.cue("flip.born"), f.reached("clock"))
    if f.beat_name in ("loop", "clock") and line < 1.0:
        with p.group(opacity=1.0 - line):
            _label_decode(f, p, facts)
            draw_answer_so_far(p, facts, tempo.turns, f.cue("loop.unfolds"))
    if line > 0.0:
        draw_time_line(p, tempo.axis, facts, ClockReading(tempo.now, line, f.text_gain))


def _label_slab(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """How large the prompt is, what a square stands for, our own prompt beside it, and what it will go through."""
    count, ours, x = f.cue("slab.counts"), f.cue("slab.ours"), CHIPS.x
    size = FIGURE_HUGE if facts.prompt < LONG else FIGURE_LARGE
    p.text((x - 6, 262), "{n}", n=facts.prompt, size=size, weight=600, role="prefill", alpha=count)
    p.text((x, 322), "{n|token|tokens}, all at once", n=facts.prompt, size=TITLE, weight=600, alpha=count)
    p.text((x, 364), "one square is {n} {n|token|tokens}", n=facts.dot, size=LABEL, role="dim", alpha=count)
    p.text((x, 404), _layers(facts), size=LABEL, role="dim", alpha=ours)
    p.text((x, CHIPS.y - 70), _our_prompt(facts), size=LINE, weight=600, alpha=ours)
    p.text((x, CHIPS.y - 32), "with its chat template", size=LABEL, role="dim", alpha=ours)
    draw_prompt_chips(f, p, CHIPS, ours)
    sheet = sheet_of(facts.prompt, facts.own_prompt)
    if ours > 0.01 and sheet.own.any():
        box = own_frame(sheet)
        p.lines([(box.right, box.y + 16, x - 20, CHIPS.y - 80)], "white", width=3.0, alpha=ours)


def _our_prompt(facts: TwoPhases) -> Phrase:
    n = facts.own_prompt
    if n <= facts.prompt:
        return Phrase("our question: {n} {n|token|tokens}", n=n)
    return Phrase("our question, {n} {n|token|tokens}, is longer", n=n)


def _layers(facts: TwoPhases) -> Phrase:
    spec, each = facts.costs.scenario.model_spec, facts.layers_each
    if each > 1:
        return Phrase(
            "{model}: {all} layers, drawn as one pane for every {each}", model=spec.name, all=spec.layers, each=each
        )
    return Phrase("{model}: {all} layers, one pane each", model=spec.name, all=spec.layers)


def _label_prefill(f: Frame, p: Picture, facts: TwoPhases, fold: float) -> None:
    x, seen, before = STAGE.x, f.cue("sweep.names"), facts.costs.prefill
    p.text((x, NAME_Y), "Prefill", size=TITLE, weight=700, role="prefill", alpha=seen)
    p.text((x, WHAT_Y), _one_pass(facts), size=LABEL, role="dim", alpha=seen)
    place = BusyPlace(x, mix(WIDE_BARS_Y, BARS_Y, fold), mix(656.0, 310.0, fold), mix(64.0, 40.0, fold), READOUT)
    draw_busy(p, place, before.compute_busy, before.memory_busy, f.cue("sweep.bars"))


def _label_decode(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """All the bytes of a step, whom they are read for, and how busy that keeps the machine."""
    x, seen, now = STAGE.x, f.cue("loop.names"), facts.step.decode
    read = facts.shared.decode.weight_bytes_per_step
    p.text((x - 6, 254), "{v}", v=read, size=FIGURE_HUGE, weight=700, alpha=seen)
    p.text((DECODE_X, 190), "of weights, for", size=LINE, role="dim", alpha=seen)
    for k, words in enumerate(_one_each(facts)):
        p.text((DECODE_X, 226 + 34 * k), words, size=LINE, weight=600, alpha=seen)
    draw_busy(p, DECODE_BARS, now.compute_busy, now.memory_busy, f.cue("loop.bars"))


def _one_pass(facts: TwoPhases) -> Phrase:
    return Phrase("{n} {n|token|tokens}, alone in one pass", n=facts.prompt)


def _one_each(facts: TwoPhases) -> tuple[Phrase, ...]:
    """What a step of decode makes."""
    if facts.batch.value == 1:
        return (Phrase("one token"), Phrase("of one conversation"))
    return (Phrase("{n} tokens, one of", n=facts.batch), Phrase("each conversation"))


def _label_sources(p: Picture, facts: TwoPhases, shown: float, low: bool) -> None:
    """Whose times and whose words: two models stand on this stage."""
    times = Phrase("times: {model} on {machine}", model=facts.shared.scenario.model_spec.name, machine=facts.machine)
    words = Phrase("words: {model}, answering our question", model=facts.writer)
    for y, line in zip((810.0, 838.0) if low else (746.0, 776.0), (times, words)):
        p.text((STAGE.right, y), line, size=TAG, role="dim", align="right", alpha=shown)
