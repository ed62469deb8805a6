"""One row of attention on the stage, as far as the beats have come: tokens, keys, query, threads, values, output."""

from __future__ import annotations

from scenes.attention import cache_shelf, chips, labels, meeting, output, query, scores, strips, threads
from scenes.attention.facts import AttentionFacts
from scenes.attention.pointing import draw_pointing
from scenes.attention.progress import LookProgress, look_progress
from scenes.attention.text_so_far import draw_text_so_far
from scenes.attention.triangle import draw_triangle
from tourapp.authoring import Frame, Picture, pulse


def draw_row_picture(f: Frame, p: Picture, facts: AttentionFacts) -> None:
    """The look back of this frame."""
    staged, progress = facts.staged, look_progress(f)
    _draw_rows(f, p, facts, progress)
    _draw_threads(f, p, facts, progress)
    glow = 1.0 if progress.arcs <= 0 else pulse(f.clock, 2.0, 0.7, 1.0) * progress.rest
    chips.draw_light_on_asking(p, staged, glow)
    output.draw_output(p, staged, progress.filled, progress.output)
    draw_text_so_far(p, facts.heads.overview, staged, progress.text)
    meeting.draw_meeting(p, staged, progress.sweep, progress.meeting)
    labels.draw_legend(p, progress.arcs, progress.legend_below)
    cache_shelf.draw_shelf(p, staged, progress.stored, f.cue("onward.join"))
    _draw_onward(f, p, facts)
    if not staged.look.by_hand:
        lit = None if facts.hovered is None else staged.look.columns[facts.hovered].tokens[-1]
        draw_triangle(p, facts.heads.overview, staged.look, lit, progress.triangle)
    draw_pointing(p, facts)


def _draw_rows(f: Frame, p: Picture, facts: AttentionFacts, progress: LookProgress) -> None:
    """Tokens with their keys and values, the query, and the numbers between."""
    staged = facts.staged
    chips.draw_chips(p, staged, progress.stored)
    strips.draw_row(p, staged, "keys", progress.stored)
    strips.draw_row(p, staged, "values", progress.stored)
    strips.draw_veil(p, staged, progress.weighed, facts.hovered)
    chips.draw_asking(p, staged, pulse(f.clock, 2.6, 0.6, 1.0))
    query.draw_query(p, staged, progress)
    scores.draw_scores(p, staged, query.passed(staged, progress.sweep) * (progress.sweep > 0), progress.scaled)
    scores.draw_weights(p, staged, progress.weighed)
    labels.draw_labels(p, progress)


def _draw_threads(f: Frame, p: Picture, facts: AttentionFacts, progress: LookProgress) -> None:
    """One hundred threads above, the same below, and the light that runs along them."""
    staged, hovered = facts.staged, facts.hovered
    arcs, flows, rest = progress.arcs, progress.flows, progress.rest
    quiet, below = 1.0 if hovered is None else 0.3, flows > 0
    threads.draw_arcs(p, staged, arcs, quiet * rest * (0.72 if below else 1.0))
    threads.draw_flows(p, staged, flows, quiet * rest)
    if hovered is not None and arcs >= 1:
        threads.draw_bundle(p, threads.ABOVE, staged, hovered, rest)
    if hovered is not None and flows >= 1:
        threads.draw_bundle(p, threads.BELOW, staged, hovered, rest)
    if f.still:
        return
    threads.draw_front(p, staged, arcs)
    if arcs > 0:
        threads.draw_sparks(p, threads.ABOVE, staged, f.clock, rest * (0.45 if below else 0.9) * arcs, reach=arcs)
    if flows >= 1:
        threads.draw_sparks(p, threads.BELOW, staged, f.clock, rest * progress.flow_sparks)


def _draw_onward(f: Frame, p: Picture, facts: AttentionFacts) -> None:
    """The output's light leaves for the next step, and a spark lays the asking token's key and value down."""
    if f.beat("onward") <= 0:
        return
    laid, up = f.cue("onward.lay_down"), f.cue("onward.rise")
    glow = 0.0 if f.still else laid * (1 - f.cue("onward.glow_ends"))
    cache_shelf.draw_laying_down(p, facts.staged, laid, glow)
    output.draw_beam(p, up)
    if not f.still:
        output.draw_rising(p, up if up < 1 else (f.clock * 0.35) % 1.2)
    last = facts.staged.look.layer + 1 >= facts.heads.overview.recording.layers
    output.draw_destination(p, last, f.cue("onward.words"))
