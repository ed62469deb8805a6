"""What the scene of the two phases says in words and numbers: computed once a frame from the world, then written down.

Not here: the drawing of machines, time line, roofline and lanes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scenes.prefill_decode.machine import panes_for, sheet_of
from tourapp.authoring import Frame, Picture, Quantity, mix, show, smooth, text_width
from tourapp.figures.token_strip import safe_words

WORDS = 40
"""Tokens of the answer that a time line may name."""
MEASURED_PROMPT = 256
"""Tokens of the prompt that a measurement reads in one pass."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Numbers of one frame. Floats are for light and place, Quantities and words for reading."""

    panes: int
    own_tokens: int
    compute: float
    memory: float
    step_memory: float
    compute_busy: Quantity
    memory_busy: Quantity
    step_compute_busy: Quantity
    step_memory_busy: Quantity
    words: tuple[str, ...]
    prompt_words: str
    own_words: str
    ours_words: str
    layer_words: str
    machine_words: str
    decode_note: str
    own_note: str
    prefill_note: str
    measured_prompt: int


def counted(n: int, word: str = "token") -> str:
    """'1 token', '2,000 tokens'."""
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"


@lru_cache(maxsize=4096)
def shown_word(text: str) -> str:
    """A token's text as a short word for a label: no space around it, safe for any Unicode."""
    return safe_words(text.strip() or text.replace(" ", "·"))[:24]


@lru_cache(maxsize=4096)
def shown_piece(text: str) -> str:
    """A token's text inside a line: its leading space kept."""
    return safe_words(text)[:24]


def facts_of(f: Frame) -> Facts:
    """Everything the scene says about this frame."""
    costs, own, recording = f.world.request_cost, f.world.own_cost, f.world.recording
    spec = costs.scenario.model_spec
    panes, each = panes_for(spec.layers)
    tokens, ours = f["prompt_tokens"], max(1, recording.prompt_count)
    dot = sheet_of(tokens).each
    before, now = costs.prefill, costs.decode
    gpu, gpus = costs.scenario.gpu_spec.name, costs.scenario.gpus
    return Facts(
        panes=panes,
        own_tokens=ours,
        compute=float(before.compute_busy.value),
        memory=float(before.memory_busy.value),
        step_memory=float(now.memory_busy.value),
        compute_busy=before.compute_busy,
        memory_busy=before.memory_busy,
        step_compute_busy=now.compute_busy,
        step_memory_busy=now.memory_busy,
        words=tuple(shown_word(text) for text in recording.texts[:WORDS]),
        prompt_words=counted(tokens),
        own_words=f"one dot is {counted(dot)}",
        ours_words=f"ours: {counted(ours)} with the template, the bright corner"
        if ours <= tokens
        else f"ours, {counted(ours)} with the template, is longer than this",
        layer_words=f"{spec.name}: {spec.layers} layers, drawn as one pane for every {each}"
        if each > 1
        else f"{spec.name}: {spec.layers} layers, one pane each",
        machine_words=f"{gpus:,} × {gpu}" if gpus > 1 else gpu,
        decode_note=_where(now.intensity, now.bound),
        own_note=f"{counted(ours)}: {_where(own.prefill.intensity, own.prefill.bound)}",
        prefill_note=f"{counted(tokens)}: {_where(before.intensity, before.bound)}",
        measured_prompt=MEASURED_PROMPT,
    )


def _where(intensity: Quantity, bound: str) -> str:
    return f"{show(intensity)}, {'waits for memory' if bound == 'memory' else 'waits for the math'}"


def fill_words(p: Picture, f: Frame, facts: Facts) -> None:
    """Values for all captions and notes of the scene."""
    costs, own, times = f.world.request_cost, f.world.own_cost, f.world.request_times
    before, now = costs.prefill, costs.decode
    verdict = (
        "A prompt as short as ours waits for memory even in prefill."
        if own.prefill.bound == "memory"
        else "On this machine even our short prompt keeps the math busy."
    )
    here, proof = _here(f.world.measured)
    p.fill(
        tokens=facts.prompt_words,
        ours=f"Ours is {counted(facts.own_tokens)} with its template.",
        layers=costs.scenario.model_spec.layers,
        flops=before.flops,
        moved=before.bytes,
        intensity=before.intensity,
        compute=before.compute_busy,
        memory=before.memory_busy,
        first=times.first,
        slow_first=times.achieved_first,
        weights=now.weight_bytes_per_step,
        step_intensity=now.intensity,
        step_compute=now.compute_busy,
        answer=counted(times.tokens),
        total=times.total,
        slow_total=times.achieved_total,
        mfu=costs.scenario.quantity("mfu"),
        mbu=costs.scenario.quantity("mbu"),
        verdict=verdict,
        own=counted(facts.own_tokens),
        own_intensity=own.prefill.intensity,
        ridge=now.ridge,
        here=here,
        proof=proof,
    )


def _here(measured: Any) -> tuple[str, str]:
    """Caption and note of the last beat, with or without a measurement."""
    if measured is None:
        return (
            "And this computer? Measure it, here and now.",
            "Press the button: the real small model runs for some seconds, and only what was measured is shown.",
        )
    gain, other = show(float(measured.decode_gain)), show(float(measured.prefill_gain))
    proof = (
        f"The same arithmetic with weights that stay in the cache: decode × {gain}, prefill × {other}; "
        f"medians of {measured.decode.count} rounds, taken in turns."
    )
    apart = measured.decode_shared.low > measured.decode.high
    if apart and measured.decode_gain > 1.15 * measured.prefill_gain:
        return "Here too, decode waits for memory: with weights in the cache it speeds up, prefill hardly.", proof
    if apart:
        return "On this computer the cache speeds up both phases alike.", proof
    return "The rounds overlap: this computer was busy, or its cache makes no difference. Measure again?", proof


def draw_busy(
    p: Picture,
    place: tuple[float, float, float],
    compute: Quantity,
    memory: Quantity,
    gap: float,
    shown: float,
    size: float,
) -> None:
    """Two bars side by side at (x, y, width of one): how busy the math and the memory are."""
    if shown <= 0.01:
        return
    x, y, w = place
    for k, (label, value, role) in enumerate((("math busy", compute, "prefill"), ("memory busy", memory, "white"))):
        left = x + k * (w + gap)
        share = min(1.0, float(value.value))
        p.text((left, y), label, size=max(17.0, size * 0.6), role="dim", alpha=shown, fit=w * 0.5)
        p.text(
            (left + w, y),
            "{v}",
            v=value,
            size=size,
            role=role,
            mono=True,
            weight=600,
            align="right",
            alpha=shown,
            fit=w * 0.5,
        )
        p.rects([(left, y + 13, w, 12)], "line", radius=6, alpha=0.9 * shown)
        p.rects([(left, y + 13, max(4.0, w * share * shown), 12)], role, radius=6 if w * share > 12 else 2, alpha=shown)


def draw_words_so_far(
    p: Picture,
    f: Frame,
    facts: Facts,
    turns: float,
    birth: tuple[float, float],
    line: tuple[float, float],
    alpha: float,
) -> None:
    """The answer as one line that grows with every way round; its first token comes from where it was born."""
    if alpha <= 0.02 or not facts.words:
        return
    size = 38.0
    down = float(smooth(f.move("loop", 0.0, 0.12)))
    count = 1 + int(turns + (1.0 - 0.60))
    texts = f.world.recording.texts
    pieces = [shown_piece(text) for text in texts[:count]]
    widths = [text_width(piece, size * f.text_gain, weight=600) * 0.975 for piece in pieces]
    room = 1340.0
    first = len(pieces) - 1
    while first > 0 and sum(widths[first - 1 :]) <= room:
        first -= 1
    p.text(
        (line[0], line[1] - 52),
        "the answer so far: {n}",
        n=counted(len(pieces)),
        size=17,
        role="dim",
        alpha=alpha * down,
    )
    x = line[0]
    for k in range(first, len(pieces)):
        newest = k == len(pieces) - 1
        at = (x, line[1])
        if k == 0 and down < 1:
            at = (mix(birth[0], x, down), mix(birth[1], line[1], down))
        words = pieces[k].lstrip(" ")
        inset = widths[k] - text_width(words, size * f.text_gain, weight=600) * 0.975
        p.text(
            (at[0] + inset, at[1]),
            "{w}",
            w=words,
            size=mix(88.0, size, down) if k == 0 else size,
            weight=600,
            role="decode",
            alpha=alpha * (1.0 if newest else 0.62),
        )
        x += widths[k]
