"""One row of attention on the stage, as far as the beats have come: tokens, keys, query, threads, values, output."""

from __future__ import annotations

from scenes.attention import (
    band,
    cache_shelf,
    chips,
    labels,
    meeting,
    output,
    query,
    score_columns,
    scores,
    strips,
    threads,
)
from scenes.attention.facts import AttentionFacts
from scenes.attention.pointing import draw_pointing
from scenes.attention.progress import LookProgress, look_progress
from scenes.attention.text_so_far import draw_text_so_far
from tourapp.authoring import Frame, Picture, pulse


def draw_row_picture(f: Frame, p: Picture, facts: AttentionFacts) -> None:
    """The look back of this frame."""
    staged, progress = facts.staged, look_progress(f)
    _draw_rows(f, p, facts, progress)
    _draw_threads(f, p, facts, progress)
    glow = 1.0 if progress.arcs <= 0 else pulse(f.clock, 2.0, 0.7, 1.0) * (0.4 + 0.6 * progress.rest)
    chips.draw_light_on_asking(p, staged, glow)
    output.draw_output(p, staged, progress.filled, progress.output)
    draw_text_so_far(p, facts.heads.overview, staged, progress.text, f.cue("onward.text"))
    _draw_band(f, p, facts, progress)
    if not f.still:
        cache_shelf.draw_storing(p, staged, progress.stored)
    cache_shelf.draw_shelf(p, staged, progress.stored, f.cue("onward.join"))
    _draw_onward(f, p, facts)
    if f.beat("heads") <= 0:
        draw_pointing(p, facts)


def _draw_rows(f: Frame, p: Picture, facts: AttentionFacts, progress: LookProgress) -> None:
    """Tokens with their keys and values, the query, and the numbers between."""
    staged, seen = facts.staged, query.passed(facts.staged, progress.sweep) * (progress.sweep > 0)
    chips.draw_chips(p, staged, progress.chips)
    strips.draw_closed(p, staged, progress.stored)
    strips.draw_row(p, staged, "keys", progress.stored)
    strips.draw_row(p, staged, "values", progress.stored)
    strips.draw_veil(p, staged, progress.weighed * progress.rest, facts.hovered)
    chips.draw_asking(p, staged, pulse(f.clock, 2.6, 0.6, 1.0))
    query.draw_query(p, staged, progress)
    score_columns.draw_score_columns(p, staged, seen, progress.weighed, progress.columns)
    score_columns.draw_best(p, staged, progress.best)
    numbers = progress.rest if staged.look.by_hand else progress.rest * progress.scores
    scores.draw_scores(p, staged, seen * numbers, progress.scaled)
    scores.draw_weights(p, staged, progress.weighed * progress.rest)
    labels.draw_labels(p, progress, numbers)


def _draw_band(f: Frame, p: Picture, facts: AttentionFacts, progress: LookProgress) -> None:
    """What stands below the rows while no values run there."""
    staged = facts.staged
    meeting.draw_meeting(p, staged, progress.sweep, progress.meeting)
    band.draw_threads_told(p, staged, progress.told)
    held = staged.look.count
    band.draw_held(p, held - 1, f.cue("cache.held") * (1 - f.cue("query.text_leaves")))
    band.draw_held(p, held, f.cue("onward.join"))
    waiting = f.cue("cache.held") * (1 - f.cue("query.text_leaves")) + f.cue("onward.join")
    cache_shelf.draw_reading(p, staged, f.clock, 0.0 if f.still or f.beat("heads") > 0 else waiting)


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
    """The output leaves for the next step, and the asking token's key and value drop into the cache."""
    if f.beat("onward") <= 0:
        return
    laid = f.cue("onward.lay_down")
    glow = pulse(f.clock, 2.4, 0.45, 1.0) if laid >= 1 else laid
    cache_shelf.draw_laying_down(p, facts.staged, laid, glow)
    output.draw_rising(p, facts.staged, f.cue("onward.rise"), f.clock)
    last = facts.staged.look.layer + 1 >= facts.heads.overview.recording.layers
    output.draw_destination(p, last, f.cue("onward.words"))
