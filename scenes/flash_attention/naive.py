"""The first picture: attention that builds its matrix, in six trips to slow memory, with the bytes counted up."""

from __future__ import annotations

from scenes.flash_attention.bars import draw_bars
from scenes.flash_attention.facts import FlashFacts
from scenes.flash_attention.ledger import BAR_W, BAR_X, LINES, OF_MATRIX, draw_ledger, ledger_point, moved
from scenes.flash_attention.matrix import draw_matrix, draw_matrix_name, draw_scan
from scenes.flash_attention.memory import BLOCK_RADIUS, COLUMNS, MATRIX, PANEL, block, draw_finished
from scenes.flash_attention.ribbons import path
from tourapp.authoring import Frame, Phrase, Picture, ramp

SWEEP = 3.0
"""Seconds in which the matrix is passed once more while the beat rests."""
START = (MATRIX.right, MATRIX.y)
"""Where the light enters: the first row of the matrix."""
READ, SCORES, WEIGHTS, OUTPUT = 0, 1, 3, 5
"""Which trip reads Q, K and V, writes the scores, writes the weights and writes the output; others read back."""


def draw_naive(f: Frame, p: Picture, facts: FlashFacts) -> None:
    """Six trips: Q, K, V; scores out and back; weights out and back; the output."""
    t, head = facts.traffic, facts.head
    done = len(t.passes) * f.cue("matrix.trips", eased=False)
    draw_matrix(p, facts.loop, float(ramp(done, SCORES, SCORES + 1)), float(ramp(done, WEIGHTS, WEIGHTS + 1)))
    _present_trip(f, p, facts, done)
    if done > OUTPUT:
        draw_finished(p, head, max(1, round(head.count * min(1.0, done - OUTPUT))))
    draw_matrix_name(p, facts, Phrase("{pairs} scores, all stored", pairs=t.pairs), f.cue("matrix.name"))
    draw_ledger(p, t, done)
    draw_bars(p, t, naive=float(moved(t, done).value) / float(t.naive.value))


def _present_trip(f: Frame, p: Picture, facts: FlashFacts, done: float) -> None:
    """What the trip under way reads or writes, and its way to the ledger."""
    trip = min(int(done), len(facts.traffic.passes) - 1)
    if trip == READ:
        for letter in "QKV":
            p.rects(
                [block(facts.head, letter, range(facts.head.count))],
                COLUMNS[letter][1],
                radius=BLOCK_RADIUS,
                alpha=0.75,
            )
        p.spark(START, "prefill", size=70)
    elif done >= len(facts.traffic.passes):
        _again(f, p)
    elif trip < OUTPUT:
        share = min(1.0, done - trip)
        draw_scan(p, share, "prefill" if trip in (SCORES, WEIGHTS) else "white")
        way = path((PANEL.right + 4, MATRIX.y + MATRIX.h * share), ledger_point(done), 30)
        p.curves(way, "prefill", alpha=0.5)
        p.trail(way, (f.clock * 1.6) % 1.25 if not f.still else 1.0, "prefill", size=22)


def _again(f: Frame, p: Picture) -> None:
    """While the beat rests its four trips go over the matrix again, one after the other."""
    if f.still:
        return
    turns = f.clock / SWEEP
    row = LINES[OF_MATRIX[int(turns) % len(OF_MATRIX)]]
    draw_scan(p, turns % 1.0, "white")
    p.sprites([(row.x + BAR_X + BAR_W * (turns % 1.0), row.cy)], 90.0, "white", alpha=0.7, kind="soft")
