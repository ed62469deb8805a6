"""The light of the request at a moment: the spark, and what it throws, writes and says. Not here: how each looks
(light)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.kv_hall import light
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.packet import draw_packet
from tourapp.authoring import Frame, Picture, pulse, ramp, smooth
from tourapp.figures.token_strip import safe_char, token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tokenizer

MOST_RAYS = 40
QUESTION = 30
"""Letters of the question over the spark."""
LETTERS, BEFORE = 20, 7
"""Letters shown of the token being written, and tokens told before it."""


def draw_request_light(p: Picture, f: Frame, s: HallMoment) -> None:
    """Rays while prefill writes, throws while decode does, the newest slots, and the spark with its word."""
    depth = s.camera.depth(s.spark)
    if f.beat_name == "prefill":
        _rays(p, f, s, depth)
    alpha = 1.0 - s.whole
    if alpha <= 0.02:
        return
    breath = pulse(f.clock, 2.4, 0.84, 1.0)
    if s.written > 0.7:
        newest = s.camera.depth(s.prompt + math.ceil(s.written - 0.7) - 1)
        gain = alpha * (0.75 + 0.25 * breath)
        light.draw_landed(p, newest, newest + s.camera.length, alpha=gain, share=s.share)
    if f.beat_name == "decode" and not f.still:
        _throws(p, s)
    draw_packet(p, f, s)
    gold = f.move("decode", 0.0, 0.05)
    at = light.draw_spark(p, depth, "prefill", breath, alpha * (1 - gold)) if gold < 1 else None
    at = light.draw_spark(p, depth, "decode", breath, alpha * gold) if gold > 0 else at
    if at is None:
        return
    if s.written > 0.2 and f.beat_name == "decode":
        _word(p, f, s)
    elif f.beat_name in ("prefill", "decode") and s.prompt:
        light.draw_word(p, _question(f.inputs.prompt), "", "prefill", alpha * f.move("prefill", 0.04, 0.12))


def _rays(p: Picture, f: Frame, s: HallMoment, spark_depth: float) -> None:
    """Rays to all prompt slots at once; to a fair share of them where there are many."""
    reach = float(smooth(ramp(f.beat("prefill"), 0.15, 0.24)))
    if reach <= 0 or not s.prompt or f.still:
        return
    fade = 1 - float(smooth(ramp(f.beat("prefill"), 0.27, 0.52)))
    tokens = np.unique(np.linspace(0, max(0, s.prompt - 1), min(s.prompt, MOST_RAYS)).astype(int))
    light.draw_rays(p, s.camera, tokens, spark_depth, reach=reach, alpha=fade)


def _throws(p: Picture, s: HallMoment) -> None:
    """Keys and values in the air: one pair while tokens come slowly, a few at once later."""
    for k in range(max(0, int(s.written) - 1), min(s.answer, int(s.written) + 1)):
        flight = float(ramp(s.written - k, 0.30, 0.72))
        light.draw_throw(p, s.camera.depth(s.prompt + k + 0.5), flight, s.slow)


def _word(p: Picture, f: Frame, s: HallMoment) -> None:
    """The token being written, and the answer just before it (from its first whole word on, where it is cut)."""
    tokenizer, ids = f.world.answer_tokenizer, s.recording.ids
    k = min(int(s.written - 0.2), s.answer - 1)
    word = token_words(tokenizer.token_bytes(int(ids[k])))[:LETTERS]
    before = told_so_far(tokenizer, ids[max(0, k - BEFORE) : k])
    light.draw_word(p, word.lstrip("·") or word, before.partition(" ")[2] if k > BEFORE else before, "decode")


def _question(prompt: str) -> str:
    """The question, as many of its first words as have room."""
    told = ""
    for word in prompt.split():
        if len(told) + len(word) > QUESTION:
            break
        told += (" " if told else "") + word
    return told or prompt[:QUESTION]


def told_so_far(tokenizer: Tokenizer, ids: np.ndarray) -> str:
    """Some tokens as running text: whole characters only, line ends as spaces, pictures by their number."""
    text = b"".join(tokenizer.token_bytes(int(each)) for each in ids).decode("utf-8", "ignore").replace("\n", " ")
    return "".join(char if char == " " else safe_char(char) for char in text)
