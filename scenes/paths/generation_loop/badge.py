"""What the stage says of its own numbers, beat by beat."""

from __future__ import annotations

from scenes.paths.generation_loop.facts import counters, race
from tourapp.authoring import Badge, Frame, Phrase


def loop_badge(f: Frame) -> Badge:
    """Counted, recorded, measured or simulated."""
    recording = f.world.recording
    kind = "live on this computer" if recording.badge == "live" else "recorded"
    match f.beat_name:
        case "clock":
            seen = "live on this computer" if race(f).seen else "recorded"
            leaves = Phrase("seconds of one computer; the small model {model} in numpy", model=recording.model)
            return Badge(seen, leaves, "both ways were run in turns, and both wrote the same tokens")
        case "many":
            leaves = Phrase("a step is a step: its seconds are left out")
            return Badge("simulated", leaves, "counted at the end of each step of the scheduler")
        case "kept":
            leaves = Phrase("one head of one layer; every other one is kept alike")
            return Badge(kind, leaves, "the bars are the numbers of the cache; the two differences are recorded")
        case "stop":
            leaves = Phrase("probability at temperature 1, before top-k and top-p")
            return Badge(kind, leaves, "each column is what the model gave the end token at that step")
    if not counters(f).ours:
        leaves = Phrase("lengths that you have set; token passes counted, not seconds")
        return Badge("computed from specs", leaves, "the counts are exact")
    leaves = Phrase("one row is one pass; token passes counted, not seconds")
    return Badge(kind, leaves, "the counts are exact; the end token is one of the answer’s")
