"""Behind the boxes: the small model writes an answer both ways on this computer. Equal tokens and enough rounds are
checked, seconds never; they are told as a median with their spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp.engine.kv_race import Race
from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict, Measures
from tourapp.learning.labs.kv_speedup.case import SpeedupCase, times
from tourapp.learning.labs.state import LabState
from tourapp.words import Phrase
from tourapp.world.parts.kv_race import numbers_of

TITLE = Phrase("Now on this computer")
LEAST = 5
"""Rounds of each way."""
LESS, SAME, MORE = "less", "same", "more"
WORDS: dict[str, Phrase] = {LESS: Phrase("less"), SAME: Phrase("as much"), MORE: Phrase("more")}


def _asked(case: SpeedupCase, run: int) -> Mapping[str, Any]:
    return {"race_run": run, "race_prompt": case.prompt, "race_tokens": case.raced}


MEASURES = Measures(_asked, lambda world: world.kv_race, numbers_of)
KNOBS = (
    Knob("time", Phrase("Time gains"), lambda _case: tuple(WORDS), lambda _case: SAME, lambda value: WORDS[value]),
)


def goal(_case: SpeedupCase, state: LabState) -> LabVerdict:
    """The same tokens both ways, in enough rounds."""
    race = state.found
    if not isinstance(race, Race):
        return LabVerdict(False, Phrase("Nothing is measured yet."))
    if not race.same:
        return LabVerdict(False, Phrase("The two ways did not write the same tokens: run it again."))
    if min(len(race.cached), len(race.naive)) < LEAST:
        return LabVerdict(False, Phrase("Each way needs {n} rounds at least.", n=LEAST))
    words = Phrase("The same {n} tokens both ways, in {k} rounds.", n=len(race.cached_ids), k=len(race.cached))
    return LabVerdict(True, words, next_hint=0)


def goal_words(_case: SpeedupCase) -> Phrase:
    """What stands on the button before the first run."""
    return Phrase("Run both ways")


def goal_hints(_case: SpeedupCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at what one pass has to read, however many tokens are in it."),
        Phrase("A pass reads all weights once: many tokens share that, one token pays for it alone."),
        Phrase("time of a pass ≈ the larger of bytes / bandwidth and …"),
    )


def solve(_case: SpeedupCase) -> dict[str, Any]:
    """What small models on computers do as a rule."""
    return {"time": LESS}


def note(case: SpeedupCase, state: LabState) -> Phrase:
    """The counts, the shortest answer that pays so much, and what was measured."""
    words: dict[str, Any] = {
        "p": case.prompt,
        "n": case.answer,
        "a": case.without(),
        "b": case.with_cache(),
        "r": times(case),
        "least": case.smallest,
        "factor": case.factor,
    }
    counted = Phrase(
        "Prompt {p}, answer {n}: {a} token passes without a cache, {b} with one, {r}; {factor} × at {least} tokens.",
        **words,
    )
    if not isinstance(state.found, Race):
        return counted
    return Phrase("{counted} {measured}", counted=counted, measured=measured(state.found))


def measured(race: Race) -> Phrase:
    """Ratios of passes and time, and how far the rounds lie apart."""
    told = numbers_of(race)
    words = {
        "k": len(race.cached),
        "p": race.prompt,
        "n": len(race.cached_ids),
        "w": told.loop.saved,
        "t": told.times,
        "low": told.low,
        "high": told.high,
    }
    if not told.seen:
        return Phrase("Recorded elsewhere at P = {p}, n = {n}: passes {w}, time {t} ({low} to {high}).", **words)
    if told.busy:
        return Phrase("Run at P = {p}, n = {n}, busy: passes {w}, time {t} ({low} to {high}).", **words)
    return Phrase("Run at P = {p}, n = {n}: passes {w}, time {t} ({low} to {high}).", **words)
