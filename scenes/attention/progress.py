"""How far each part of the picture has come at a moment, from the cues of the beats. Times stand in `scene`."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame


@dataclass(frozen=True, slots=True)
class LookProgress:
    """Shares 0..1 of what happens to one row.

    text: the text so far, before the query sweeps and at the end. chips, stored: the tokens, and their keys and values,
    are there. arrived, query, beams: the query is there, how bright it is and its beams. sweep: its way over the keys.
    meeting: the products below. scaled, weighed: scores divided by the root, and put through softmax. arcs, flows:
    threads grown above and below. output, filled: the output's frame and content. rest: how bright the threads are when
    the output moves on. columns, best: the scores as columns, and the figure on the highest one. told: the figure of
    the threads. scores: how bright their row of numbers is. clock: seconds, for loops.
    """

    text: float
    chips: float
    stored: float
    arrived: float
    query: float
    beams: float
    sweep: float
    meeting: float
    score_label: float
    scaled: float
    weighed: float
    arcs: float
    flows: float
    flow_sparks: float
    output: float
    filled: float
    rest: float
    columns: float
    best: float
    told: float
    scores: float
    clock: float


def look_progress(f: Frame) -> LookProgress:
    """The shares of this frame."""
    return LookProgress(
        text=f.cue("cache.text") * (1 - f.cue("query.text_leaves")) + f.cue("onward.text"),
        chips=f.cue("cache.chips"),
        stored=f.cue("cache.store"),
        arrived=f.cue("query.arrive"),
        query=1.0 - f.cue("onward.query_leaves"),
        beams=1.0 - f.cue("softmax.scale"),
        sweep=f.cue("query.sweep"),
        meeting=f.cue("query.meet") * (1 - f.cue("softmax.meeting_leaves")),
        score_label=f.cue("query.meet"),
        scaled=f.cue("softmax.scale"),
        weighed=f.cue("softmax.weigh"),
        arcs=f.cue("softmax.look_back"),
        flows=f.cue("blend.carry"),
        flow_sparks=f.cue("blend.sparks", eased=False),
        output=f.cue("blend.frame"),
        filled=f.cue("blend.fill"),
        rest=1.0 - f.cue("onward.dim"),
        columns=f.cue("query.meet") * (1 - f.cue("softmax.columns_leave")),
        best=f.cue("query.best") * (1 - f.cue("softmax.meeting_leaves")),
        told=f.cue("softmax.told") * (1 - f.cue("blend.told_leaves")),
        scores=1.0 - f.cue("softmax.scores_leave"),
        clock=f.clock,
    )
