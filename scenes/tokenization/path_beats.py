"""The beats that belong to the paths, each with a stage of its own."""

from __future__ import annotations

from scenes.tokenization.back import back_words, draw_back
from scenes.tokenization.learn import draw_learn, learn_words
from scenes.tokenization.rail import draw_path_rail
from tourapp.authoring import Frame, Picture


def draw_path(f: Frame, p: Picture) -> bool:
    """Draws the beat that plays where it is one of them; False where it is not."""
    match f.beat_name:
        case "learn":
            said, note = learn_words(f)
            p.fill(learned=said, learned_note=note)
            draw_learn(f, p)
        case "back":
            said, note = back_words(f)
            p.fill(back=said, back_note=note)
            draw_back(f, p)
        case _:
            return False
    draw_path_rail(f, p)
    return True
