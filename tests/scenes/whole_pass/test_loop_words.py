"""The sentence at the foot of the loop: as many whole words of its end as have room."""

from __future__ import annotations

import pytest

from tourapp.authoring import ended, text_width

WORDS = "Photosynthesis is the process by which plants make food out of light"


def test_what_has_room_stays_as_it_is() -> None:
    assert ended(WORDS, 24, 5000) == WORDS


@pytest.mark.parametrize("room", [120, 260, 400, 640])
def test_the_end_stays_and_one_more_word_would_not_fit(room: float) -> None:
    kept = ended(WORDS, 24, room)
    assert kept.startswith("…") and WORDS.endswith(kept[1:]) and text_width(kept, 24) <= room
    more = WORDS[: -len(kept[1:])].split()[-1]
    assert text_width(f"…{more} {kept[1:]}", 24) > room - 12  # the blank behind the last word is counted as well


def test_the_last_word_stays_whatever_the_room() -> None:
    assert ended(WORDS, 24, 5) == "…light"
