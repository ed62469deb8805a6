"""The answer, as large as it has room for, and below it the time it took: a light runs through that time, and its words
come when they came. Where a word is still to come its token has a bar. At rest the light runs again, in real time."""

from __future__ import annotations

import numpy as np

from scenes.finale.stretches import TimeBar, draw_bar, time_bar, token_times
from scenes.finale.written import WrittenAnswer, break_lines, lay_out
from tourapp.authoring import Frame, Phrase, Picture, Rect, clamp, mix
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TITLE

QUESTION = Rect(64, 128, 1792, 52)
ANSWER = Rect(64, 206, 1792, 540)
TRACK = Rect(64, 790, 1792, 16)
LONGEST, REST, APPEARS = 8.0, 1.2, 0.4
"""Seconds at rest: what a long stay is told in, between two runs of the light, and until its words are there."""
BRIGHT, QUIET, BAR_RADIUS = 0.9, 0.2, 4.0
"""Bars of tokens to come: how bright in the first frame and afterwards, and their corners."""


def draw_answer(f: Frame, p: Picture) -> None:
    """Question, answer and the time it took."""
    written = lay_out(f.world.recording.texts, ANSWER)
    asked = break_lines(f.world.recording.prompt.strip(), TITLE, QUESTION.w)
    prompt = asked[0] if len(asked) == 1 else asked[0] + " …"
    shown = prompt or Phrase("(no words)")
    p.text((QUESTION.x, QUESTION.y + 36), "{prompt}", prompt=shown, size=TITLE, role="prefill")
    count, there = len(f.world.recording.texts), tokens_there(f)
    coming = written.token_bars(there)
    if coming:
        p.rects(coming, "decode", radius=BAR_RADIUS, alpha=mix(BRIGHT, QUIET, f.cue("answer.settle")))
    if there:
        text = written.until(there)
        p.text(
            (ANSWER.x, ANSWER.y), "{text}", text=text, size=written.size, role="decode", wrap=ANSWER.w + 28, lines=40
        )
    if 0 < there < count:
        p.spark(written.place(there), "decode", size=written.size * 1.6)
    _draw_track(f, p, written)


def tokens_there(f: Frame) -> int:
    """How many tokens have come: all of them from the end of the stay on."""
    passed = f.cue("answer.time", eased=False)
    if passed >= 1.0:
        return len(f.world.recording.texts)
    return int(np.searchsorted(token_times(f.world), passed * float(f.world.account.stay.total.value)))


def _draw_track(f: Frame, p: Picture, written: WrittenAnswer) -> None:
    """The time from Enter to the last word, as far as it has passed, and the light that runs through it."""
    bar, passed = time_bar(f.world.account.stay, TRACK), f.cue("answer.time", eased=False)
    draw_bar(p, bar, passed, radius=3.0)
    if 0.0 < passed < 1.0:
        p.spark((bar.x(passed * bar.seconds), TRACK.cy), "decode", size=READOUT * 1.6)
    ends = token_times(f.world)
    x = np.array([bar.x(float(end)) for end in ends])
    p.lines(np.stack([x, np.full(len(x), TRACK.y - 12), x, np.full(len(x), TRACK.y - 2)], 1), "decode", alpha=0.9)
    total = f.world.account.stay.total
    low = TRACK.bottom + 38
    p.text((TRACK.x, low), "Enter", size=LINE, role="dim")
    p.text((TRACK.right, low), "the last word after {v}", v=total, size=LINE, role="ink", align="right", weight=600)
    if f.idle > 0.0 and not f.still and written.lines:
        _run_again(f, p, bar, written)


def _run_again(f: Frame, p: Picture, bar: TimeBar, written: WrittenAnswer) -> None:
    """At rest: the light on the bar, and on the word that was written at its moment."""
    faster = max(1.0, bar.seconds / LONGEST)
    told = "once more, in real time" if faster == 1.0 else "once more, {n:.1f} times as fast as the time passed"
    at, shown = (TRACK.cx, TRACK.bottom + 38), clamp(f.idle / APPEARS)
    p.text(at, told, n=faster, size=LABEL, role="dim", align="center", alpha=shown)
    now = (f.idle % (bar.seconds / faster + REST)) * faster
    if now > bar.seconds:
        return
    p.spark((bar.x(now), TRACK.cy), "decode", size=READOUT * 1.6)
    there = int(np.searchsorted(token_times(f.world), now))
    if 0 < there < len(f.world.recording.texts):
        p.spark(written.place(there), "decode", size=written.size)
