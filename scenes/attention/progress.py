"""How far each part of the picture has come at a moment, from the cues of the beats. Times stand in `scene`."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Frame


@dataclass(frozen=True, slots=True)
class LookProgress:
    """Shares 0..1 of what happens to one row.

    text: the text so far, before the query sweeps. stored: keys and values lie in the cache. arrived, query, beams:
    the query is there, how bright it is and its beams. sweep: its way over the keys. meeting: the products above.
    scaled, weighed: scores divided by the root, and put through softmax. arcs, flows: threads grown above and below.
    output, filled: the output's frame and content. rest: how bright the threads are when the output moves on.
    """

    text: float
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
    triangle: float
    flows: float
    flow_sparks: float
    legend_below: float
    output: float
    filled: float
    rest: float


def look_progress(f: Frame) -> LookProgress:
    """The shares of this frame."""
    return LookProgress(
        text=f.cue("cache.text") * (1 - f.cue("query.text_leaves")),
        stored=f.cue("cache.store"),
        arrived=f.cue("query.arrive"),
        query=1.0 - f.cue("onward.query_leaves"),
        beams=1.0 - f.cue("softmax.beams_leave"),
        sweep=f.cue("query.sweep"),
        meeting=f.cue("query.meet") * (1 - f.cue("softmax.meeting_leaves")),
        score_label=f.cue("query.label"),
        scaled=f.cue("softmax.scale"),
        weighed=f.cue("softmax.weigh"),
        arcs=f.cue("softmax.look_back"),
        triangle=f.cue("softmax.triangle"),
        flows=f.cue("blend.carry"),
        flow_sparks=f.cue("blend.sparks", eased=False),
        legend_below=f.cue("blend.legend"),
        output=f.cue("blend.frame"),
        filled=f.cue("blend.fill"),
        rest=1.0 - 0.55 * f.cue("onward.dim"),
    )
