"""Paging: the KV cache lives in fixed blocks, found through a block table; slabs of the old way beside it."""

from __future__ import annotations

from scenes.paging.acts import ACTS
from scenes.paging.asks import ASKS
from scenes.paging.block_table import draw_block_table
from scenes.paging.clock import paged_moment, slab_step
from scenes.paging.facts import OURS, held_slots, slab_run
from scenes.paging.fork import draw_fork
from scenes.paging.handover import slab_arrives, tokens_leave
from scenes.paging.pool import draw_pool
from scenes.paging.preemption import draw_preemption
from scenes.paging.rail import draw_readouts
from scenes.paging.real_time import REAL
from scenes.paging.slabs import draw_slabs
from scenes.paging.two_rows import draw_two_rows
from scenes.paging.words import (
    CUTS,
    dry_caption,
    dry_words,
    empty_caption,
    empty_slots,
    fork_caption,
    fork_words,
    table_note,
)
from tourapp.authoring import Badge, Beat, Frame, Picture, scene, shared

CONTROLS = [
    shared("reservation"),
    shared("block_size"),
    shared("pool_blocks"),
    shared("share_prompt"),
    shared("fork"),
    shared("paging_arrival"),
]
BEATS = [
    Beat(
        "slabs",
        6.0,
        "The old way: one slab per request, {cut}.",
        "{held} of {pool} slots are taken, and {written} of them hold a token.",
        cues={"fill": (0.06, 0.6), "empty": (0.4, 0.5)},
    ),
    Beat(
        "empty",
        7.0,
        "{empty_caption}",
        "Over the whole run tokens fill {used_slabs} of what slabs hold or block, and {used_paged} with blocks.",
        cues={"run": (0.04, 0.56)},
    ),
    Beat(
        "blocks",
        5.0,
        "Fixed blocks come from any free place.",
        "{blocks} blocks of {size} {size|token|tokens}: {used} used and {free} free make {total}, at every step.",
        cues={"write": (0.06, 0.66)},
    ),
    Beat(
        "table",
        6.0,
        "A block table keeps the order: logical on the left, physical on the right.",
        "{table_note}",
        cues={"traces": (0.08, 0.3)},
    ),
    Beat("fork", 7.0, "{fork_caption}", "{fork_words}", cues={"steps": (0.08, 0.66)}),
    Beat("dry", 8.0, "{dry_caption}", "{dry_words}", cues={"run": (0.04, 0.34), "lift": (0.4, 0.56)}),
]


@scene(
    id="paging",
    title="Memory in blocks",
    about=("paging", "paging_numbers", "fork_steps"),
    portrait=("table", 0.9),
    beats=BEATS,
    controls=CONTROLS,
    presets={"Calm": {"paging_arrival": 0.06}, "Default": {"paging_arrival": None}, "Rush": {"paging_arrival": 0.6}},
    acts=ACTS,
    asks=ASKS,
    reached={"slabs": "written"},
    badge=Badge(
        "simulated",
        "a small pool, so that every block can be seen; contiguous policies place by first fit",
        "a real block allocator with reference counts; our blocks hold the very tokens of this request",
    ),
    needs=("recording",),
    enter=slab_arrives,
    leave=tokens_leave,
    real=REAL,
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Slabs, then the run under four policies, then blocks, table, fork and preemption."""
    _fill(f, p)
    if f.beat_name == "slabs":
        draw_slabs(f, p)
    elif f.beat_name == "empty":
        draw_two_rows(f, p)
    elif f.beat_name == "fork":
        draw_fork(f, p)
    elif f.beat_name == "dry":
        draw_preemption(f, p, paged_moment(f))
    else:
        draw_pool(f, p, paged_moment(f))
        if f.beat_name == "table":
            draw_block_table(f, p, paged_moment(f))
    draw_readouts(f, p)


def _fill(f: Frame, p: Picture) -> None:
    world, slabs, now = f.world, slab_run(f.world), paged_moment(f)
    numbers, slots = world.paging_numbers, held_slots(slabs.at(slab_step(f)))
    p.fill(
        cut=CUTS[slabs.policy],
        held=slots.held,
        pool=slabs.total * slabs.block_size,
        written=slots.written,
        empty_caption=empty_caption(world),
        slab_tokens=empty_slots(world).written,
        block_tokens=world.paging.paged.at(numbers.busiest).used_slots,
        used_slabs=numbers.used[slabs.policy],
        used_paged=numbers.used["paged"],
        blocks=now.total,
        size=slabs.block_size,
        used=now.used,
        free=now.free,
        total=now.used + now.free,
        table_note=table_note(world, now.lengths.get(OURS, 0), len(now.tables.get(OURS, ()))),
        fork_caption=fork_caption(world),
        fork_words=fork_words(world),
        dry_caption=dry_caption(world),
        dry_words=dry_words(world),
    )
