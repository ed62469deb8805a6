"""What the captions of this stage say; verdicts come from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paths.generation_loop.facts import counters, race
from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CounterRun, EndOdds, RaceNumbers


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives every field of the captions its value."""
    told, token, ran = counters(f), f.world.kept_token, race(f)
    p.fill(
        prompt=told.loop.prompt,
        answer=told.loop.answer,
        again=told.again,
        cached=told.loop.with_cache,
        naive=told.loop.without,
        saved=told.loop.saved,
        word=token.text,
        recomputed=token.again,
        clock=_clock(ran),
        clock_note=_clock_note(ran),
        low=ran.low,
        high=ran.high,
        rounds=ran.rounds,
        stop=_stop(f.world.end_odds),
        stop_note=_stop_note(f.world.end_odds),
        many=_many(f.world.counter_run),
        many_note=_many_note(f.world.counter_run),
    )


def _clock(ran: RaceNumbers) -> Phrase:
    """Whether time gains as much as the count."""
    if ran.gain == "less":
        return Phrase("Passes are not seconds: the clock gains less than the count.")
    if ran.gain == "more":
        return Phrase("Passes are not seconds: here the clock gains more than the count.")
    return Phrase("Here the clock gains about as much as the count.")


def _clock_note(ran: RaceNumbers) -> Phrase:
    words = {"n": ran.answer, "passes": ran.loop.saved, "times": ran.times}
    return Phrase(
        "{n} after the prompt: {passes} the passes, {times} the time. A pass over many reads the weights once.", **words
    )


def _stop(told: EndOdds) -> Phrase:
    if told.ended:
        return Phrase("The answer ends when the end token is drawn.")
    return Phrase("No end token was drawn: the limit cut the answer.")


def _stop_note(told: EndOdds) -> Phrase:
    words = {"last": told.last, "limit": told.limit, "peak": told.peak, "n": told.likeliest}
    if told.ended:
        return Phrase(
            "Its probability was {last} at the last step, never above {peak} before. "
            "The limit of {limit} was not needed.",
            **words,
        )
    return Phrase("Its probability was highest, {peak}, at step {n}. The limit is {limit}.", **words)


def _many(run: CounterRun) -> Phrase:
    """What the chosen run shows."""
    if int(run.losses.value):
        return Phrase("Memory lost: “computed” falls to zero, “known” stays.")
    if int(run.cut.value):
        return Phrase("A long prompt in chunks: “computed” climbs step by step.")
    return Phrase("Whole prompts at once: every gap closes in one step.")


def _many_note(run: CounterRun) -> Phrase:
    words = {"losses": run.losses, "hits": run.hits, "cut": run.cut}
    if int(run.losses.value):
        return Phrase(
            "{losses:.0f} {losses|loss|losses} in this run; "
            "{hits:.0f} {hits|request|requests} found a prefix computed already.",
            **words,
        )
    if int(run.cut.value):
        return Phrase(
            "{cut:.0f} {cut|step|steps} of this run end inside a prompt. The scheduler sees two numbers, no more.",
            **words,
        )
    return Phrase("Chunks, lost memory and found prefixes are the same picture: choose another run.")
