"""Paging: the KV cache lives in fixed blocks, found through a block table; slabs of the old way beside it."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.paging.block_grid import Grid, draw_free, draw_others, draw_references, draw_words, trace_path
from scenes.paging.fork import AREA, draw_fork, fork_place, our_words
from scenes.paging.memory_strip import draw_strip, letter
from tourapp.authoring import (
    Badge,
    Beat,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    SeekTo,
    Tag,
    mix,
    ramp,
    scene,
    shared,
    show_piece,
    smooth,
)

CONTROLS = [
    shared("reservation"),
    shared("block_size"),
    shared("pool_blocks"),
    shared("share_prompt"),
    shared("fork"),
    shared("paging_arrival"),
]
POLICIES = (
    ("max", "longest answer allowed"),
    ("pow2", "next power of two"),
    ("exact", "exactly its length"),
    ("paged", "blocks as tokens come"),
)
LOGICAL = Rect(110, 190, 380, 600)
BEATS = [
    Beat(
        "slabs",
        6.0,
        "The old way: one slab per request, cut for the longest answer.",
        "{held} of {pool} slots are taken, and {written} of them hold a token.",
    ),
    Beat(
        "empty",
        7.0,
        "Most of the slab stays empty, and others wait outside.",
        "Over the whole run, {used_max} of the memory held tokens with slabs, {used_paged} with blocks.",
    ),
    Beat(
        "blocks",
        5.0,
        "Fixed blocks come from any free place.",
        "{blocks} blocks of {size} tokens: {used} used and {free} free make {total}, at every step.",
    ),
    Beat(
        "table",
        6.0,
        "A block table keeps the order: logical on the left, physical on the right.",
        "Our {tokens} tokens lie in {ours}. At most {waste} slots of the last one are empty.",
    ),
    Beat("fork", 7.0, "Two answers share one prompt. The first write to a shared block copies it.", "{fork_words}"),
    Beat("dry", 8.0, "The pool runs dry: the latest request gives its blocks back and is recomputed.", "{dry_words}"),
]


def _badge(f: Frame) -> Badge:
    return Badge(
        "simulated",
        "a small pool, so that every block can be seen; contiguous policies place by first fit",
        "a real block allocator with reference counts; our blocks hold the very tokens of this request",
    )


def _last_block(f: Frame) -> tuple[float, float]:
    run = f.world.paging.paged
    box = Grid(AREA, run.total).box(run.total // 2)
    return (box.cx, box.cy)


@scene(
    id="paging",
    title="Memory in blocks",
    about=("paging", "fork_steps"),
    portrait=("table", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    badge=_badge,
    needs=("recording",),
    enter=lambda f: (90.0, 300.0),
    leave=_last_block,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Slabs, then the run under four policies, then blocks, table, fork and preemption."""
    _fill(f, p)
    if f.beat_name == "slabs":
        _slabs(f, p)
    elif f.beat_name == "empty":
        _four(f, p)
    elif f.beat_name == "fork":
        draw_fork(f, p)
    else:
        _grid(f, p)
    _rail(f, p)


# --- the old way -----------------------------------------------------------------------------------------------


def _slab_policy(f: Frame) -> str:
    return str(f["reservation"]) if f["reservation"] != "paged" else "max"


def _slab_step(f: Frame) -> float:
    return 2.0 + 14.0 * float(smooth(ramp(f.beat("slabs"), 0.1, 0.8)))


def _slabs(f: Frame, p: Picture) -> None:
    run = f.world.paging.runs[_slab_policy(f)]
    moment = run.at(_slab_step(f))
    area = Rect(64, 330, 1376, 150)
    p.text((64, 190), "KV memory", size=22, weight=600)
    p.text((64, 222), "{n} token slots in a row", n=run.total * run.block_size, size=18, role="dim")
    draw_strip(p, run, moment, area, names=True)
    held = sum(table[1] for table in moment.tables.values())
    empty = held - sum(min(moment.lengths[k], moment.tables[k][1]) for k in moment.tables)
    shown = float(ramp(f.beat("slabs"), 0.45, 0.6))
    p.text((64, 610), "{n}", n=empty, size=84, weight=600, mono=True, role="waste", alpha=shown)
    width = 70 + 52 * len(f"{empty}")
    p.text((64 + width, 580), "slots are held and empty", size=24, alpha=shown, fit=560)
    p.text((64 + width, 612), "of {n} held", n=held, size=18, role="dim", alpha=shown)
    _queue_outside(p, moment, shown)
    if 0 in moment.tables:
        first, _ = moment.tables[0]
        x = area.x + (first + moment.lengths[0]) * area.w / (run.total * run.block_size)
        p.spark((x, area.cy), "decode", size=80, alpha=0.9)


def _queue_outside(p: Picture, moment: Any, shown: float) -> None:
    waiting = moment.waiting[:9]
    if not waiting:
        return
    p.text((860, 560), "waiting outside", size=18, role="dim", alpha=shown)
    for i, number in enumerate(waiting):
        box = Rect(860 + i * 62, 578, 50, 50)
        p.rects([box], "raised", radius=8, alpha=0.9 * shown, stroke="waste", stroke_alpha=shown)
        p.text((box.cx, box.cy + 7), letter(number), size=20, weight=600, align="center", alpha=shown)


def _four(f: Frame, p: Picture) -> None:
    paging = f.world.paging
    share = float(smooth(ramp(f.beat("empty"), 0.05, 0.9)))
    longest = max(run.steps for run in paging.runs.values())
    now = 4 + share * (longest * 0.62)
    p.text((64, 154), "the same requests, the same memory, one clock", size=18, role="dim")
    p.text((1440, 154), "step {n}", n=int(now), size=18, role="dim", mono=True, align="right")
    for i, (name, words) in enumerate(POLICIES):
        run = paging.runs[name]
        y = 196 + i * 162
        lit = name == f["reservation"]
        p.text((64, y + 2), name, size=20, weight=600, role="ink" if lit or name == "paged" else "dim", mono=True)
        p.text((160, y + 2), words, size=17, role="dim")
        done = run.steps <= now
        p.text(
            (900, y + 2),
            "all done at step {n}" if done else "{n} waiting",
            n=run.steps if done else len(run.at(now).waiting),
            size=17,
            role="good" if done else ("waste" if len(run.at(now).waiting) else "dim"),
            align="right",
        )
        draw_strip(p, run, run.at(now), Rect(64, y + 18, 1080, 74), alpha=1.0 if lit or name == "paged" else 0.8)
        _shares_bar(p, run.shares, Rect(1172, y + 18, 268, 74))


def _shares_bar(p: Picture, shares: Any, box: Rect) -> None:
    used = Quantity(shares.used_fraction, "share", "slots holding a token, over the whole run")
    p.text(
        (box.x, box.y + 30),
        "{v}",
        v=used,
        size=34,
        mono=True,
        weight=600,
        role="good" if shares.used_fraction > 0.8 else "ink",
    )
    p.text((box.x + 142, box.y + 28), "of the whole run", size=15, role="dim", fit=126)
    x = box.x
    parts = (
        ("decode", shares.used_fraction),
        ("reserved", shares.reserved),
        ("internal", shares.internal),
        ("external", shares.external),
    )
    for kind, part in parts:
        w = box.w * part
        piece = (x, box.y + 48, max(w - 1.5, 0.5), 22)
        if kind == "decode":
            p.rects([piece], "decode", radius=3, alpha=0.9)
        elif kind == "external":
            p.rects([piece], "waste", radius=3, alpha=0.12, stroke="waste", dash=True)
        else:
            p.hatch([piece], alpha=1.0 if kind == "internal" else 0.6, ground=0.3 if kind == "internal" else 0.1)
        x += w


# --- blocks ----------------------------------------------------------------------------------------------------


def _show_step(f: Frame) -> float:
    """The step at which our request holds most: just before it ends."""
    run = f.world.paging.paged
    return float(max(1, run.finish[0] - 1))


def _preempt_step(f: Frame) -> int | None:
    return next((event.step for event in f.world.paging.paged.events if event.kind == "preempt"), None)


def _now(f: Frame) -> float:
    if f.beat_name == "blocks":
        return mix(0.0, _show_step(f), float(smooth(ramp(f.beat("blocks"), 0.1, 0.85))))
    if f.beat_name == "dry":
        step = _preempt_step(f)
        if step is None:
            return mix(_show_step(f), f.world.paging.paged.steps - 1.0, float(ramp(f.beat("dry"), 0.05, 0.95)))
        return mix(max(_show_step(f), step - 14.0), step + 6.0, float(ramp(f.beat("dry"), 0.05, 0.8)))
    return _show_step(f)


def _grid(f: Frame, p: Picture) -> None:
    run = f.world.paging.paged
    size = run.block_size
    moment = run.at(_now(f))
    grid = Grid(AREA, run.total)
    p.text((AREA.x + 4, 146), "Physical memory", size=20, weight=600)
    p.text((AREA.right, 146), "{n} blocks of {s} tokens", n=run.total, s=size, size=16, role="dim", align="right")
    draw_free(p, grid)
    draw_others(p, grid, moment, size)
    table = moment.tables.get(0, ())
    words, prompt = our_words(f), run.workload.requests[0].prompt
    length = moment.lengths.get(0, 0)
    for logical, block in enumerate(table):
        part = words[logical * size : min((logical + 1) * size, length)]
        draw_words(p, grid.box(block), part, max(0, min(len(part), prompt - logical * size)), size)
    _refs(p, grid, moment)
    if f.beat_name == "dry":
        _dry(f, p, grid, run, moment)
        return
    traced = 1.0 if f.beat_name == "table" else float(ramp(f.beat("blocks"), 0.9, 1.0))
    _logical(f, p, table, length, words, prompt, size, grid, traced)


def _refs(p: Picture, grid: Grid, moment: Any) -> None:
    for block in np.flatnonzero(moment.refs > 1)[:8]:
        draw_references(p, grid.box(int(block)), int(moment.refs[block]))


def _logical(
    f: Frame,
    p: Picture,
    table: tuple[int, ...],
    length: int,
    words: list[str],
    prompt: int,
    size: int,
    grid: Grid,
    traced: float,
) -> None:
    """Our words in reading order, the table beside them, and the traces into memory."""
    p.text((64, 146), "A, our request", size=20, weight=600)
    p.text((490, 146), "block table", size=16, role="dim")
    shown = table[:9]
    pitch = min(94.0, 640.0 / max(1, len(shown)))
    per = min(size, 4)
    for logical, block in enumerate(shown):
        y = 176 + logical * pitch
        h = pitch - 18
        part = words[logical * size : min((logical + 1) * size, length)]
        p.text((74, y + h / 2 + 6), "{n}", n=logical, size=17, role="dim", mono=True, align="right")
        cells = _cells(Rect(88, y, 390, h), [show_piece(word) for word in part[:per]], per)
        for i, cell in enumerate(cells):
            if i >= len(part):
                p.hatch([cell], alpha=0.8, radius=5)
                continue
            role = "prefill" if logical * size + i < prompt else "decode"
            p.rects([cell], role, radius=5, alpha=0.22, stroke=role, stroke_alpha=0.5)
            more = i == per - 1 and len(part) > per
            p.text(
                (cell.cx, cell.cy + 6),
                f"+{len(part) - per + 1}" if more else show_piece(part[i]),
                size=17,
                mono=True,
                role=role,
                align="center",
                fit=cell.w - 8,
            )
        entry = Rect(494, y, 78, h)
        role = "prefill" if logical * size < prompt else "decode"
        p.rects([entry], role, radius=8, alpha=0.18, stroke=role, stroke_alpha=0.9)
        p.text((entry.cx, entry.cy + 8), "{n}", n=block, size=22, mono=True, weight=600, align="center")
        _trace(f, p, (entry.right + 2, entry.cy), grid, block, role, traced, logical)
    if len(table) > len(shown):
        p.text(
            (88, 176 + len(shown) * pitch + 8), "and {n} more blocks", n=len(table) - len(shown), size=16, role="dim"
        )


def _cells(row: Rect, words: list[str], count: int) -> list[Rect]:
    """A row cut so that long tokens get more room than short ones; empty places count as a short token."""
    need = [max(5, min(len(word), 15)) for word in words] + [5] * (count - len(words))
    unit = (row.w - 4 * (count - 1)) / sum(need)
    return [Rect(row.x + sum(need[:i]) * unit + 4 * i, row.y, need[i] * unit, row.h) for i in range(count)]


def _trace(
    f: Frame, p: Picture, start: tuple[float, float], grid: Grid, block: int, role: str, traced: float, k: int
) -> None:
    if traced <= 0.02:
        return
    path = trace_path(start, grid, block)
    upto = max(3, int(len(path) * traced))
    p.curves(path[:upto], role, width=1.8, alpha=0.75)
    if f.beat_name == "table":
        p.trail(path, (f.clock * 0.35 + k * 0.21) % 1.25, role, length=0.16, count=14, size=26)


# --- preemption ------------------------------------------------------------------------------------------------


def _dry(f: Frame, p: Picture, grid: Grid, run: Any, moment: Any) -> None:
    step = _preempt_step(f)
    free = moment.free
    p.text((64, 236), "{n}", n=free, size=120, weight=600, mono=True, role="waste" if free == 0 else "good")
    p.text((64, 282), "blocks free of {n}", n=moment.total, size=22, role="dim")
    p.text((64, 340), "step {n}", n=moment.step, size=18, mono=True, role="dim")
    if step is None:
        p.text((64, 420), "This pool never runs dry.", size=24, wrap=520)
        p.text((64, 460), "Make it smaller, or raise the arrivals.", size=18, role="dim", wrap=520)
        return
    event = next(e for e in run.events if e.kind == "preempt")
    after = moment.step >= event.step
    alpha = 1.0 if after else 0.0
    p.text(
        (64, 420),
        f"Request {letter(event.request)} gives back {{n}} blocks",
        n=event.b,
        size=26,
        weight=600,
        role="waste",
        alpha=alpha,
        fit=600,
    )
    p.text(
        (64, 456),
        "the latest to arrive goes first; its tokens are kept as text",
        size=18,
        role="dim",
        alpha=alpha,
        fit=600,
    )
    back = next((e for e in run.events if e.kind == "recompute" and e.request == event.request), None)
    if back is not None:
        p.text(
            (64, 520),
            f"request {letter(back.request)} is read again: {{n}} tokens at step {{s}}",
            n=back.a,
            s=back.step,
            size=20,
            role="prefill",
            alpha=alpha,
            fit=620,
        )
        p.text((64, 552), "nothing it had said is lost", size=18, role="dim", alpha=alpha)
    before = run.at(event.step - 1).tables.get(event.request, ())
    flash = float(ramp(moment.step - event.step + 1.0, 0, 1)) * (1.0 if moment.step < event.step + 3 else 0.4)
    if after and before:
        empty = [block for block in before if moment.owner[block] < 0]
        if empty:
            p.hatch(grid.boxes(empty), alpha=min(1.0, 0.4 + 0.6 * flash), ground=0.25, radius=6)
        p.rects(grid.boxes(before), None, radius=6, stroke="waste", stroke_width=2.5, stroke_alpha=flash)
    _jump(f, p)


def _jump(f: Frame, p: Picture) -> None:
    start = f.timeline.start(f.timeline.index("dry"))
    seconds = f.timeline.beats[f.timeline.index("dry")].seconds
    box = Rect(64, 770, 250, 36)
    p.rects([box], "raised", radius=18, alpha=0.9, stroke="line")
    p.text((box.cx, box.cy + 5), "to the first preemption", size=16, role="dim", align="center", fit=box.w - 20)
    p.hot([box], (Tag("jump", "preemption"),), (SeekTo(start + 0.62 * seconds),))


# --- words and numbers -----------------------------------------------------------------------------------------


def _fill(f: Frame, p: Picture) -> None:
    paging = f.world.paging
    slabs = paging.runs[_slab_policy(f)]
    moment = slabs.at(_slab_step(f))
    now = paging.paged.at(_now(f))
    size = slabs.block_size
    tokens = now.lengths.get(0, 0)
    mine = len(now.tables.get(0, ()))
    copied = any(step.copied for step in f.world.fork_steps)
    last = f.world.fork_steps[-1]
    p.fill(
        held=sum(table[1] for table in moment.tables.values()),
        pool=slabs.total * size,
        written=sum(moment.lengths.values()),
        used_max=_used(paging.runs["max"]),
        used_paged=_used(paging.paged),
        blocks=now.total,
        size=size,
        used=now.used,
        free=now.free,
        total=now.used + now.free,
        tokens=tokens,
        ours=f"{mine} block" + ("s" if mine != 1 else ""),
        waste=size - 1,
        fork_words=f"{last.used} blocks hold two answers of {last.lengths[0]} and {last.lengths[1]} tokens; "
        + ("one block was copied, the others are shared." if copied else "the last block was full: nothing to copy."),
        dry_words=_dry_words(f),
    )


def _dry_words(f: Frame) -> str:
    run = f.world.paging.paged
    if not run.preemptions:
        return "With this pool nobody has to leave. Every request gets all its tokens."
    many = "time" if run.preemptions == 1 else "times"
    return (
        f"It happens {run.preemptions} {many} in this run of {run.steps} steps. "
        "Every request still gets all its tokens."
    )


def _used(run: Any) -> Quantity:
    return Quantity(run.shares.used_fraction, "share", "slots holding a token, share of the whole run", "u")


def _rail(f: Frame, p: Picture) -> None:
    paging = f.world.paging
    run = paging.paged
    now = f.world.fork_steps[fork_place(f)] if f.beat_name == "fork" else run.at(_now(f))
    rail = Rail(p, CONTROLS)
    rail.rule()
    balanced = now.used + now.free == run.total
    rail.read(
        "Used + free",
        f"{now.used} + {now.free} = {run.total}" + (" ✓" if balanced else " ✗"),
        "good" if balanced else "waste",
        step=30,
        size=18,
    )
    rail.read(
        "All tokens made",
        "yes ✓" if paging.balance_ok else "no ✗",
        "good" if paging.balance_ok else "waste",
        step=30,
        size=18,
    )
    rail.read("Peak blocks", paging.peak_blocks, "ink", step=30, size=18)
    rail.read("Preemptions", paging.preemptions, "waste" if paging.preemptions else "dim", step=30, size=18)
    rail.read(
        "Empty inside, paged", Quantity(run.shares.internal, "share", "held and never filled"), "dim", step=30, size=18
    )
    if rail.left > 130:
        rail.heading("Memory that held tokens")
        for name, _ in POLICIES:
            row = rail.box(12)
            share = paging.runs[name].shares.used_fraction
            chosen = name == f["reservation"]
            p.side.text((row.x, row.y + 13), name, size=15, role="ink" if chosen else "dim") if p.side else None
            if p.side:
                p.side.rects([(row.x + 70, row.y + 2, row.w - 140, 12)], "line", radius=6)
                p.side.rects(
                    [(row.x + 70, row.y + 2, (row.w - 140) * share, 12)],
                    "decode" if name == "paged" else "weights",
                    radius=6,
                )
                p.side.text(
                    (row.right, row.y + 13), "{v}", v=_used(paging.runs[name]), size=15, mono=True, align="right"
                )
