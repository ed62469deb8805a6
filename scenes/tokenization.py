"""Tokenization: text becomes bytes, bytes fuse into tokens, tokens get ids, ids pick rows of numbers.

Shows the real vocabulary, merge list and embedding rows. Not here: what the network does with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Frame,
    Picture,
    Rail,
    Rect,
    Slider,
    Text,
    cascade,
    ease_out,
    fill,
    mix,
    ramp,
    scene,
    shared,
    smooth,
    text_width,
)
from tourapp.figures import merge_tree_draw as tree
from tourapp.figures import tokenization_bytes as lamps
from tourapp.figures import tokenization_rows as rows_figure
from tourapp.figures import tokenization_word as word_figure
from tourapp.figures.merge_tree import ARRIVE, MergePlan, TreeShape, lay_tree, merge_plan
from tourapp.figures.token_strip import Chip, byte_words, draw_chips, kinds_of, lay_chips, more_at, own_range, token_words
from tourapp.figures.tokenization_facts import TextFacts, plural, text_facts
from tourapp.figures.tokenization_rows import Rows

CONTROLS = [
    shared("prompt"), shared("chat"),
    Slider("merge_share", "Merges shown", 0, 100, 100, 1, unit="%"),
    Choice("under", "Under each token", (("bytes", "bytes"), ("ids", "ids"), ("both", "both")), "ids"),
    Text("word", "Word", "strawberry", limit=20),
]
BEATS = [
    Beat("bytes", 5.5, "A computer holds text as bytes: {chars} {chars_word}, {bytes} {bytes_word}.",
         "Each column is one byte: {bits} lamps, on or off. The lit ones add up to the number below them."),
    Beat("merges", 7.0, "The pair learned first fuses first: {merges} {merges_word} turn {bytes} {bytes_word} into "
         "{pieces} {pieces_word}.",
         "The merge list has {rules} rows, learned once by counting pairs in a lot of text. Meaning plays no part."),
    Beat("ids", 6.0, "Each token is a row of a fixed list of {vocabulary}. Only the row's number goes on: its id.",
         "{template}"),
    Beat("letters", 6.0, "You see {letters} {letters_word}. The model is given {word_tokens} {numbers_word}, and no letter "
         "among them.", "“{letter}” stands in “{word}” {count} {times_word}. Nothing in the {ids_word} {ids} says so."),
    Beat("vectors", 7.0, "Each id picks one row of a big table. From here on the question is only numbers.",
         "{hidden} numbers a row, {vocabulary} rows: the embedding table. Alike words have alike rows."),
]
LEFT, RIGHT = 160.0, 1440.0
TOP = 214.0
TALL, SHORT = (592.0, 640.0), (386.0, 434.0)
"""Bottom of the tree and middle of the tokens: while pieces fuse, and afterwards."""
FIRST, LAST = 0.07, 0.80
"""The part of its beat in which merges happen."""
STRIP = Rect(64, 606, 1376, 200)


@dataclass(frozen=True, slots=True)
class Stage:
    """What this moment shows: plan, geometry, and how far the merges are."""

    plan: MergePlan
    shape: TreeShape
    squeeze: float
    target: int
    done: int
    progress: float
    line: float
    fall: float
    ages: np.ndarray
    chips: tuple[Chip, ...]
    pieces: np.ndarray
    hot: int


def room_of(plan: MergePlan) -> Rect:
    """The columns' room: narrower where '… n more' stands at its right."""
    return Rect(LEFT, TOP, RIGHT - LEFT - (170.0 if plan.hidden_chars else 0.0), 400.0)


def stage_of(f: Frame) -> Stage:
    """The tree at this moment."""
    plan = merge_plan(f.inputs.prompt, f.world.tokenizer)
    squeeze = f.move("ids", 0.0, 0.13)
    shape = lay_tree(plan, room_of(plan), TOP, TALL[0] if squeeze < 1 else SHORT[0])
    target = round(plan.merges * float(f["merge_share"]) / 100)
    b = f.beat("merges")
    progress = target * float(ramp(b, FIRST, LAST))
    done = target if b >= LAST else min(target, int(progress) + (progress % 1 >= ARRIVE))
    line = shape.level(progress) if progress < target else shape.top + shape.step * target
    chip_y = mix(TALL[1], SHORT[1], squeeze)
    pieces = plan.alive(done)
    chips = tuple(_chip(f, shape, int(k), index, chip_y) for index, k in enumerate(pieces))
    hot = int(np.argmax(tree.sizes(plan)[pieces])) if len(pieces) else -1
    return Stage(plan, shape, squeeze, target, done, progress, line, f.move("merges", 0.84, 0.95),
                 merge_ages(f, plan.merges, target), chips, pieces, hot)


def merge_ages(f: Frame, merges: int, target: int) -> np.ndarray:
    """Seconds since each merge happened; below 0 for those still to come."""
    index = f.timeline.index("merges")
    seconds = f.timeline.beats[index].seconds
    span = seconds * (LAST - FIRST) / max(target, 1)
    ages = f.t - f.timeline.start(index) - seconds * FIRST - span * (np.arange(merges) + ARRIVE)
    if f.still:
        ages = np.full(merges, 9.0)
    ages[target:] = -1.0
    return np.asarray(ages)


def _chip(f: Frame, shape: TreeShape, k: int, index: int, y: float) -> Chip:
    """One piece as a chip under the middle of its bytes."""
    plan = shape.plan
    span = shape.cell * (plan.last[k] - plan.first[k] + 1)
    middle = shape.column((plan.first[k] + plan.last[k]) / 2)
    width = min(text_width(plan.words[k], 26 * f.text_gain, "mono") + 34, span - 6)
    return Chip(Rect(middle - width / 2, y - 25, width, 50), plan.words[k], "prompt", index)


def enter(f: Frame) -> tuple[float, float]:
    """The middle of the text."""
    return room_of(merge_plan(f.inputs.prompt, f.world.tokenizer)).cx, lamps.LETTERS_Y - 14


def leave(f: Frame) -> tuple[float, float]:
    """The row of numbers that was looked up last."""
    return rows_figure.BARS.cx, rows_figure.BARS.cy


def badge(f: Frame) -> Badge:
    """The tokenizer always runs here; embedding rows come with the recording."""
    if f.beat_name == "vectors" and len(f.world.tokens) and f.world.recording.badge != "live":
        return Badge("recorded", "SmolLM2's own embedding rows, kept with the recorded answer; · is a space")
    return Badge("live on this computer", "SmolLM2's own vocabulary and merge list; · is a space")


def draw_text_row(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """The characters along the top, on stage from the first beat on."""
    b = f.beat("bytes")
    spread = f.move("bytes", 0.05, 0.20)
    if spread < 1 or b < 0.3:
        p.spark(enter(f), size=130, alpha=1 - float(smooth(ramp(b, 0.10, 0.28))))
    if not s.plan.columns:
        p.text((enter(f)[0], lamps.LETTERS_Y), "An empty prompt: no characters, no tokens of its own.", size=26,
               role="dim", align="center", alpha=alpha * float(ramp(b, 0.05, 0.15)), fit=1200)
        return
    dimmed = 0.5 * float(smooth(ramp(f.beat("merges"), 0.05, 0.2)))
    lamps.draw_letters(p, s.shape, spread=0.04 + 0.96 * spread, strength=float(ramp(b, 0.04, 0.12)) * (1 - dimmed),
                       alpha=alpha)
    if s.plan.hidden_chars:
        edge = s.shape.left + s.shape.cell * s.plan.columns
        p.text((edge + 16, lamps.LETTERS_Y), "… {n} more", n=s.plan.hidden_chars, size=20, role="dim",
               alpha=alpha * float(ramp(b, 0.15, 0.22)), fit=RIGHT - edge - 18)


def draw_tree(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """Threads, knots and labels as far as the merges are, and the pieces on their way down."""
    shrink = 1.0 + (SHORT[0] - TALL[0]) / (TALL[0] - TOP) * s.squeeze if 0 < s.squeeze < 1 else 1.0
    end = (s.chips[0].box.y - TOP) / shrink + TOP if s.chips else s.line
    calm = alpha * (1 - 0.3 * f.move("vectors", 0.0, 0.1))
    with p.group(transform=None if shrink == 1 else (1, 0, 0, shrink, 0, TOP * (1 - shrink))):
        tree.draw_threads(p, s.shape, s.line, calm)
        tree.draw_drops(p, s.shape, s.pieces, s.line, mix(s.line, end, s.fall), calm)
        tree.draw_knots(p, s.shape, s.done, calm)
        if s.squeeze < 1:
            tree.draw_labels(p, s.shape, s.done, f.text_gain, alpha * (1 - s.squeeze) ** 2)
    b = f.beat("merges")
    if b < LAST and f.beat_name == "merges" and s.plan.merges:
        rank = s.plan.ranks[min(int(s.progress), max(s.target, 1) - 1)]
        tree.draw_reading_line(p, s.line, LEFT, RIGHT, rank, alpha * float(ramp(b, 0.03, FIRST)))
    if s.fall < 1:
        tree.draw_ride(p, s.shape, s.pieces, s.line, s.ages, f.text_gain, alpha * float(ramp(b, 0.0, 0.05)) * (1 - s.fall))
        tree.draw_fusions(p, s.shape, s.ages)
    draw_chips(p, s.chips, size=26, alpha=s.fall * alpha, lit=chip_light(f, s))


def chip_light(f: Frame, s: Stage) -> np.ndarray:
    """How much each token shines: the largest one, or the one under the pointer, or the one whose row is shown."""
    lit = np.full(len(s.chips), 0.25)
    if s.hot >= 0:
        lit[s.hot] = 1.0
    if f.hover and f.hover.startswith("token "):
        place = int(f.hover.split()[1])
        if place < len(lit):
            lit[:] = 0.15
            lit[place] = 1.0
    return lit


def draw_rule(f: Frame, p: Picture, s: Stage, facts: TextFacts) -> None:
    """The row of the merge list that is being applied, in large type."""
    now = f.during("merges") * float(ramp(f.beat("merges"), 0.03, FIRST))
    if now <= 0.01:
        return
    if not s.target:
        p.text((800, 752), "No merge: every byte is a piece of its own.", size=24, role="dim", align="center", alpha=now,
               fit=1200)
        return
    at = min(int(s.progress), s.target - 1)
    tree.draw_rule(p, s.plan, at, 738, f.text_gain, now)
    p.text((800, 812), "row {rank} of {rules} in the merge list · merge {k} of {n}", size=22, role="dim", align="center",
           alpha=now, fit=1240, rank=s.plan.ranks[at], rules=facts.rules, k=at + 1, n=s.plan.merges)


def under_size(s: Stage, gain: float) -> float:
    """One type size for all ids that fits the narrowest token."""
    sizes = [(s.shape.cell * (s.plan.last[k] - s.plan.first[k] + 1) - 5) / (0.605 * gain * len(str(s.plan.ids[k])))
             for k in s.pieces.tolist()]
    return float(min(30.0, max(13.0, min(sizes, default=30.0))))


def draw_under(f: Frame, p: Picture, s: Stage, alpha: float) -> None:
    """Under each token its id, its bytes, or both; a light falls from the token and becomes the number."""
    n = len(s.chips)
    if not n:
        return
    come = cascade(float(ramp(f.beat("ids"), 0.16, 0.42)), n, 0.5)
    lit = chip_light(f, s)
    size = under_size(s, f.text_gain)
    choice = f["under"]
    base = s.chips[0].box.bottom
    falling = (come > 0) & (come < 1)
    x = np.array([chip.box.cx for chip in s.chips])
    p.sprites(np.stack([x[falling], base + 40 * come[falling]], 1), 60, "prefill",
              alpha=alpha * np.sin(np.pi * come[falling]))
    for chip, k, r, shine in zip(s.chips, s.pieces.tolist(), ease_out(come).tolist(), lit.tolist(), strict=True):
        span = s.shape.cell * (s.plan.last[k] - s.plan.first[k] + 1)
        y = base + 18 + size * f.text_gain * 0.85
        here = f.hover == f"token {chip.index}"
        if choice != "bytes":
            p.text((chip.box.cx, y), "{v}", size=size, mono=True, weight=600, align="center", fit=span,
                   role="prefill" if shine > 0.5 else "ink", alpha=alpha * r, v=str(round(s.plan.ids[k] * r)))
            y += 26 * f.text_gain
        if choice != "ids" or here:
            p.text((chip.box.cx, y), byte_words(s.plan.pieces[k]), size=17, mono=True, role="dim", align="center",
                   alpha=alpha * r, fit=span - 2)
    boxes = [(c.box.x, c.box.y, c.box.w, 100.0) for c in s.chips]
    p.hot(boxes, [f"token {c.index}" for c in s.chips])


def draw_sequence(f: Frame, p: Picture, s: Stage, facts: TextFacts, alpha: float) -> None:
    """All the model is given: the prompt's tokens fly into the chat template, special tokens stand apart."""
    b = f.beat("ids")
    if alpha <= 0.01 or b <= 0.45:
        return
    whole = f.world.tokens
    own = own_range(whole.data, whole.special, f.world.tokenizer, f.inputs.prompt)
    kinds = kinds_of(whole.special[:160], own)
    chips, hidden = lay_chips([token_words(one) for one in whole.data[:160]], kinds, STRIP, size=19, gain=f.text_gain,
                              rows=4, height=42)
    hidden = len(whole) - len(chips)
    fly = float(smooth(ramp(b, 0.48, 0.62)))
    wrap = float(smooth(ramp(b, 0.64, 0.80)))
    same = len(own) == len(s.chips) and all(c.words == token_words(whole.data[i])
                                            for c, i in zip(s.chips, own, strict=True))
    flying = [replace(c, box=Rect(*mix(np.array(s.chips[c.index - own.start].box), np.array(c.box), fly)))
              if same and c.index in own else c for c in chips]
    shown = np.array([fly if c.index in own else wrap for c in chips])
    draw_chips(p, flying, size=19, alpha=alpha * shown, lit=np.array([0.8 if c.index in own else 0.2 for c in chips]))
    p.text((STRIP.x, STRIP.y - 16), "What the model is given: {n} {word}", size=20, role="dim", alpha=alpha * fly, fit=900,
           n=int(facts.whole.value), word=plural(int(facts.whole.value), "token"))
    if hidden:
        p.text(more_at(chips, STRIP, 19), "… {n} more", n=hidden, size=19, role="dim", alpha=alpha * wrap, fit=140)
    if int(facts.special.value):
        p.text((STRIP.right, STRIP.y - 16), "dashed: special, only the template can write them", size=18, role="dim",
               align="right", alpha=alpha * wrap, fit=620)


def rows_of(f: Frame, s: Stage) -> Rows | None:
    """The rows of the tokens on stage as far as the recording holds them; else those of what the model is given."""
    if not len(f.world.tokens):
        return None
    recording = f.world.recording
    ids = [s.plan.ids[k] for k in s.pieces]
    found = rows_figure.find_rows(recording, ids)
    keep = [i for i, one in enumerate(ids) if one in found]
    if keep:
        first = keep.index(s.hot) if s.hot in keep else 0
        return Rows(tuple(ids[i] for i in keep), tuple(s.chips[i].words for i in keep),
                    tuple(s.chips[i].box.cx for i in keep), np.stack([found[ids[i]] for i in keep]), first)
    own = own_range(recording_bytes(f), recording.prompt_special.tolist(), f.world.tokenizer, recording.prompt)
    places = list(own)[:8] or list(range(min(8, recording.prompt_count)))
    return Rows(tuple(int(recording.prompt_ids[i]) for i in places),
                tuple(token_words(recording_bytes(f)[i]) for i in places), (800.0,) * len(places),
                recording.embeddings[places], 0)


def recording_bytes(f: Frame) -> list[bytes]:
    """The bytes of each prompt token of the recording."""
    return [f.world.tokenizer.token_bytes(int(one)) for one in f.world.recording.prompt_ids]


def draw_vectors(f: Frame, p: Picture, s: Stage, alpha: float) -> Rows | None:
    """The fan from an id to its row, and all rows so far; returns the rows."""
    rows = rows_of(f, s)
    if rows is None:
        p.text((800, 680), "No tokens, no rows: type a prompt.", size=26, role="dim", align="center", alpha=alpha, fit=1200)
        return None
    b = f.beat("vectors")
    start = f.timeline.start(f.timeline.index("vectors"))
    turn = rows_figure.turn_at(rows, f.clock - start if not f.still else 1e6, held_row(f, s, rows))
    top = float(np.abs(rows.table).max())
    y = SHORT[1] + 25 + 18 + under_size(s, f.text_gain) * f.text_gain + 8 + (26 * f.text_gain if f["under"] == "both" else 0)
    grow = f.move("vectors", 0.08, 0.24)
    if turn.change < 1:
        rows_figure.draw_fan(p, rows, turn.before, y, top, alpha * (1 - turn.change))
    rows_figure.draw_fan(p, rows, turn.now, y, top, alpha * grow * turn.change)
    row = mix(rows.table[turn.before], rows.table[turn.now], turn.change)
    rows_figure.draw_bars(p, row, top, float(ramp(b, 0.16, 0.32)), alpha)
    rows_figure.draw_sparks(p, rows, turn.now, y, top, f.clock, alpha * grow * turn.change * (not f.still))
    rows_figure.draw_stack(p, rows, turn, top, f.move("vectors", 0.30, 0.42), alpha, f.text_gain)
    p.sprites([(rows.x[turn.now], y - 20)], 150, "prefill", kind="soft", alpha=0.5 * alpha * grow * turn.change)
    return rows


def held_row(f: Frame, s: Stage, rows: Rows) -> int | None:
    """The row of the token under the pointer."""
    if not f.hover or not f.hover.startswith("token "):
        return None
    place = int(f.hover.split()[1])
    ident = s.plan.ids[s.pieces[place]] if place < len(s.pieces) else -1
    return rows.ids.index(ident) if ident in rows.ids else None
