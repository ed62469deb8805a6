"""Prompts asked before: ten, the newest first, each once, with the answer; kept in the settings."""

from __future__ import annotations

from pathlib import Path

from tourapp.export.offline import default_tour
from tourapp.opening import OpenOptions, opening_state
from tourapp.player import preferences
from tourapp.player.past import KEPT, LONGEST_ANSWER, LONGEST_PROMPT, KeepPrompt, PastPrompt
from tourapp.player.remembered import remember
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step

TOUR = default_tour()


def asked(*kept: KeepPrompt) -> PlayerState:
    """A state after some prompts."""
    state = opening()
    for each in kept:
        state = step(state, each, TOUR)
    return state


def test_the_newest_stands_first_and_each_once() -> None:
    state = asked(KeepPrompt("A"), KeepPrompt("B"), KeepPrompt("A", "yes,\n yes"))
    assert state.past == (PastPrompt("B"), PastPrompt("A", "yes, yes")), "an answer moves nothing"
    assert asked(KeepPrompt("A", "yes"), KeepPrompt("B"), KeepPrompt("A")).past[0] == PastPrompt("A", "yes")
    many = asked(*(KeepPrompt(str(number)) for number in range(30)))
    assert [each.prompt for each in many.past] == [str(number) for number in range(29, 29 - KEPT, -1)]
    assert asked(KeepPrompt(" "), KeepPrompt("x" * (LONGEST_PROMPT + 1))).past == ()
    assert len(asked(KeepPrompt("A", "y" * 5000)).past[0].answer) == LONGEST_ANSWER


def test_they_are_kept_in_the_settings(tmp_path: Path) -> None:
    state = asked(KeepPrompt("A", "yes"), *(KeepPrompt("\u6f22" * 999 + str(n), "\u6f22" * 300) for n in range(9)))
    assert preferences.save(remember(state, TOUR), tmp_path) == ""
    found, told = preferences.load(tmp_path)
    assert told == "" and tuple(found.past) == state.past
    assert opening_state(OpenOptions(), TOUR, found)[0].past == state.past
    (tmp_path / "settings.json").write_text('{"past": [{"prompt": 1}]}')
    (tmp_path / "settings.bak").unlink(missing_ok=True)
    found, told = preferences.load(tmp_path)
    assert found.past == [] and "prompt" in told
