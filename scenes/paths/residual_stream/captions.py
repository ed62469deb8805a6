"""What the captions of this stage say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from scenes.paths.residual_stream.facts import ResidualStream, word
from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import LINE

LOUD, QUIET = 3.0, 1.5
"""From so many times the perplexity on a block is sorely missed, and up to so many hardly."""


def fill_captions(p: Picture, stream: ResidualStream) -> None:
    """Gives every field of the captions its value."""
    numbers, cut, run = stream.numbers, stream.cut, stream.run
    p.fill(
        layers=numbers.layers,
        start=numbers.start,
        end=numbers.end,
        grown=numbers.grown,
        additions=numbers.additions,
        mix_note=_mix(stream),
        inner=numbers.inner,
        hidden=numbers.hidden,
        tenth=numbers.tenth,
        tenth_here=numbers.tenth_here,
        layer=numbers.layer,
        before=numbers.below,
        here=numbers.here,
        attention=numbers.attention,
        mlp=numbers.mlp,
        cutout=_cutout(stream),
        cutout_note=_cutout_note(stream),
        quiet=cut.quiet,
        quiet_layer=cut.quiet_layer,
        answer=word(run.answer, LINE, 400.0),
        lens=_lens(stream),
        odds=numbers.odds,
        settled=numbers.settled,
        sink=_sink(stream),
        sink_note=_sink_note(stream),
        first_peak=numbers.first_peak,
    )


def _mix(stream: ResidualStream) -> Phrase:
    """How much of a look goes where, in the layer that is shown."""
    if not stream.token:
        return Phrase("The first token has nobody before it: nothing reaches its column.")
    text = word(stream.run.texts[stream.token], LINE, 300.0)
    words = {"word": text, "n": stream.token}
    return Phrase("Only the {n} {n|column|columns} before “{word}” can reach it. Point at another column.", **words)


def _cutout(stream: ResidualStream) -> Phrase:
    """How sorely the block is missed."""
    times = float(stream.cut.times.value)
    if times >= LOUD:
        return (
            Phrase("Pull one plug, and the text falls apart.")
            if stream.cut.layer
            else Phrase("Pull them all, and nothing is left.")
        )
    if times > QUIET:
        return Phrase("Pull this plug, and the model stumbles.")
    return Phrase("Pull this plug, and hardly anything happens.")


def _cutout_note(stream: ResidualStream) -> Phrase:
    cut = stream.cut
    words = {"n": cut.tokens, "whole": cut.whole, "now": cut.now, "kept": cut.kept}
    if cut.kept is None:
        return Phrase("The perplexity, its surprise at a text of {n}, goes from {whole} to {now}.", **words)
    return Phrase(
        "The perplexity, its surprise at a text of {n}, goes from {whole} to {now}; {kept} of its first choices stay.",
        **words,
    )


def _lens(stream: ResidualStream) -> Phrase:
    """Whether the answer was there before the last layer."""
    numbers = stream.numbers
    if int(numbers.last_rank.value) > 100:
        return Phrase("Read early, the answer is nowhere; the last layer brings it.")
    if numbers.settled >= stream.run.layers:
        return Phrase("Read early, the answer comes near; the last layer decides.")
    return Phrase("Read early, the answer is there from layer {n} on.", n=numbers.settled)


def _sink(stream: ResidualStream) -> Phrase:
    numbers = stream.numbers
    if numbers.jump:
        return Phrase("One token leaps: the first, in layer {n}.", n=numbers.jump)
    return Phrase("Here the first token makes no leap.")


def _sink_note(stream: ResidualStream) -> Phrase:
    numbers = stream.numbers
    words = {"before": numbers.before, "after": numbers.after, "peak": numbers.first_peak}
    if numbers.jump:
        return Phrase(
            "Its length goes from {before} to {after}. Heads that seek nothing look there: it is their sink.", **words
        )
    return Phrase("Its stream is {peak} long at most.", **words)
