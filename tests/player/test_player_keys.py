"""The table of keys: the one of the classroom, no key twice, every row does something."""

from __future__ import annotations

from tourapp.player.keys import ALWAYS, BINDINGS, GROUPS, as_rows, by_key
from tourapp.player.state import opening
from tourapp.player.step import step
from tourapp.player.tour import Tour

WANTED = {
    "Next beat": {"PgDown", "Right", "Space", "N"},
    "Back": {"PgUp", "Left", "Backspace", "P"},
    "First beat": {"Home"},
    "Last beat": {"End"},
    "Black": {"B", "."},
    "White": {"W", ","},
    "Full screen": {"F", "F11"},
    "Full screen from the first scene": {"F5"},
    "Full screen from this scene": {"Shift+F5"},
    "Reset this scene": {"Ctrl+R"},
    "Undo": {"Ctrl+Z"},
    "Redo": {"Ctrl+Shift+Z"},
    "This sheet": {"F1", "?"},
    "Quit": {"Ctrl+Q"},
}


def test_the_keys_a_teacher_expects() -> None:
    table = {binding.words: set(binding.keys) for binding in BINDINGS}
    assert {words: table[words] for words in WANTED} == WANTED
    assert set("KR[]OGSL") <= set(by_key())


def test_no_key_means_two_things() -> None:
    keys = [key for binding in BINDINGS for key in binding.keys]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set("0123456789")


def test_a_clickers_keys_are_always_taken() -> None:
    assert {"PgDown", "PgUp", "F5", "Shift+F5", "Esc"} <= ALWAYS <= set(by_key())


def test_every_row_has_a_group_and_an_intent_or_action(tour: Tour) -> None:
    for binding in BINDINGS:
        assert binding.group in GROUPS and (binding.intent is None) != (binding.action == "")
        if binding.intent is not None:
            step(opening(), binding.intent, tour)
    assert {words for _, _, words in as_rows()} >= {binding.words for binding in BINDINGS}
