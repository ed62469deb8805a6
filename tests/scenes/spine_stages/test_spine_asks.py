"""What the stages of the five questions ask: nothing gives the answer away, and the panel holds every option."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.language.fit import unwhole
from tests.player.steps import run, wait
from tests.scenes.spine_stages.spine_stage import SCENES, TOUR
from tourapp.authoring import THEMES, Ask, Frame, LiveOptions, Picture, flat_ops, ops, say_words, show
from tourapp.export.images import ensure_qt
from tourapp.player.ask_intents import LockHands, TypeHand
from tourapp.player.ask_look import ask_look, guess_words
from tourapp.player.composer import compose
from tourapp.player.intents import SetControl
from tourapp.player.state import PlayerState, opening
from tourapp.player.view import PlainWorlds, view_of
from tourapp.player.walking import opening_beat
from tourapp.quantity import format_quantity
from tourapp.world import PartCache, Work

STAGES = ("s_price", "s_size", "s_users", "s_levers")
"""Stages whose questions are held to this; another one is held to it when it stands here."""
ASKED = [(place, name) for place, scene in enumerate(SCENES) if scene.id in STAGES for name in scene.asks]
OTHERS: tuple[dict[str, Any], ...] = (
    {"batch": 1},
    {"batch": 64},
    {"gpus": 1},
    {"context": 131_072},
    {"model": "mixtral-8x7b"},
    {"model": "gpt2"},
    {"model": "llama-3-8b"},
    {"mfu": 0.5, "mbu": 0.7},
)
"""Settings under which two misconceptions may come to the same, or the answer to something odd."""
WORLDS = PlainWorlds(PartCache(), Work(wait=False))


def name_of(asked: tuple[int, str]) -> str:
    return f"{SCENES[asked[0]].id}.{asked[1]}"


def at(asked: tuple[int, str], **change: Any) -> PlayerState:
    place, name = asked
    state = opening_beat(opening(asking=True), TOUR, place, SCENES[place].timeline.index(name))
    return run(state, TOUR, *(SetControl("", control, value) for control, value in change.items()))


def frame(state: PlayerState) -> Frame:
    stop = TOUR.stops[state.stop]
    return view_of(state, TOUR, state.stop, WORLDS).frame(stop, stop.scene_time(state.t))


def picture(state: PlayerState) -> Picture:
    ensure_qt()
    return compose(state, TOUR, TOUR.place(state.stop, state.t), WORLDS)


def ask_of(asked: tuple[int, str]) -> Ask:
    return SCENES[asked[0]].asks[asked[1]]


def words(shown: Picture) -> list[str]:
    return [op.words for op in flat_ops(shown) if isinstance(op, ops.Words)]


@pytest.mark.parametrize("asked", ASKED, ids=name_of)
def test_the_answer_is_only_among_the_options(asked: tuple[int, str]) -> None:
    state, ask = at(asked), ask_of(asked)
    truth, shown = ask.answer(frame(state)), picture(state)
    ticks = {guess_words(ask, 10.0**power, truth) for power in range(-3, 7)}
    told = [each for each in words(shown) if each == format_quantity(truth) and each not in ticks]
    once = bool(ask.options) and format_quantity(truth) not in ticks
    assert len(told) == once, told
    assert "—" not in " ".join(shown.told or ())
    if not ask.options:
        assert ask.low <= ask.value_of(truth) <= ask.high


@pytest.mark.parametrize("asked", ASKED, ids=name_of)
@pytest.mark.parametrize("change", OTHERS, ids=str)
def test_options_stay_apart_at_other_settings(asked: tuple[int, str], change: dict[str, Any]) -> None:
    ask, f = ask_of(asked), frame(at(asked, **change))
    if not isinstance(ask.options, LiveOptions) or (
        name_of(asked).startswith("s_size.") and f.world.size_question.same_model
    ):
        return  # two equal models have one ratio, whatever it is made of
    told = ask.options_at(f)
    right = ask.right(ask.answer(f), told)
    assert told[right].number == pytest.approx(float(ask.answer(f).value), rel=1e-3)
    assert len({format_quantity(each.value) for each in told if not isinstance(each.value, float)}) == len(told)
    for place, each in enumerate(told):
        assert place == right or say_words(each.tempts).endswith("."), "what misleads is a sentence"
        assert each.line and "—" not in show(each.line) and "{" not in say_words(each.words)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("asked", ASKED, ids=name_of)
def test_words_stand_apart_before_and_after_the_lock(asked: tuple[int, str], theme: str, language: str) -> None:
    state = replace(at(asked), theme=theme, language=language)
    locked = wait(run(state, TOUR, TypeHand("2"), LockHands()), TOUR, 16)
    for moment in (state, locked):
        assert list(unwhole(picture(moment), THEMES[theme], rail=True)) == []


def test_changed_settings_are_named() -> None:
    asked = next(each for each in ASKED if name_of(each) == "s_price.output")
    locked = wait(run(at(asked), TOUR, TypeHand("3"), LockHands()), TOUR, 16)
    changed = run(locked, TOUR, SetControl("", "batch", 32))
    look = ask_look(changed, TOUR.stops[changed.stop], TOUR.stops[changed.stop].scene_time(changed.t))
    assert look is not None and str(look.made) == "made for Batch 8"
    before, after = ask_of(asked).answer(frame(locked)), ask_of(asked).answer(frame(changed))
    assert float(after.value) < float(before.value) and "made for Batch 8" in words(picture(changed))
