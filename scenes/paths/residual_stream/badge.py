"""What the stage says of its own numbers, beat by beat."""

from __future__ import annotations

from scenes.paths.residual_stream.facts import stream_of
from tourapp.authoring import Badge, Frame, Phrase, begun
from tourapp.authoring.sizes import TAG

LEFT_OUT = {
    "add": Phrase("column: length on a log scale; beam: addition against what was there"),
    "mix": Phrase("threads: the mean over all heads of the layer"),
    "mlp": Phrase("sizes without their signs, from the largest"),
    "lens": Phrase("a peephole, not the thought: early layers do not speak this language"),
    "sink": Phrase("lengths only; where the streams point is left out"),
}


def stream_badge(f: Frame) -> Badge:
    """Recorded for the prompts that ship and for the cutouts, live for any other prompt."""
    stream = stream_of(f)
    if f.beat_name == "cutout":
        leaves = Phrase("one text of {n}; another text gives other numbers", n=stream.cut.tokens)
        return Badge("recorded", leaves, "each column is one real pass of the small model with that block left out")
    kind = "live on this computer" if stream.numbers.live else "recorded"
    leaves, run = LEFT_OUT[f.beat_name], stream.run
    if f["residual_prompt"] == "question" and run.prompt != f.wanted("prompt"):
        leaves = Phrase("this is the pass of “{prompt}”", prompt=begun(run.prompt, TAG, 420.0))
    return Badge(kind, leaves, "every length is of numbers that the model computed for this prompt")
