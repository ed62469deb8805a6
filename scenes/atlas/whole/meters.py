"""The head's meters: arithmetic and bytes of a token run up with the pass, and end at the cost model's totals."""

from __future__ import annotations

from scenes.atlas.whole.facts import atlas_facts
from scenes.atlas.whole.figure import counted
from scenes.atlas.whole.moment import moment_of
from tourapp.authoring import Frame, Meters, Phrase
from tourapp.figures.machine_meters import batch_words, machine_meters


def running_meters(f: Frame) -> Meters:
    """What the pass on stage has done so far for each of its tokens, and memory held."""
    facts = atlas_facts(f)
    now = moment_of(f, facts)
    room = facts.costs.capacity
    started = f.reached("prefill")
    done, read = (now.over("flops"), now.over("bytes")) if started else (0.0, 0.0)
    flops = counted(now.stages.flops_per_token, done, Phrase("arithmetic of a token so far"))
    moved = counted(now.stages.bytes_per_token, read, Phrase("bytes read for a token so far"))
    return machine_meters(batch_words(f), flops, moved, (room.held_bytes, room.memory_bytes))
