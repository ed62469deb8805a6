"""The fifth question at the ends of its controls, with every model, and where it is hard."""

from __future__ import annotations

import pytest

from tests.helpers import STILL, make_offline
from tests.language.fit import unwhole
from tests.night import NIGHT
from tests.scenes.s_plan.plan_stage import AT_END, BEATS, SCENE, TOUR, alone, alone_with, plan_stage
from tests.scenes.test_acts import others
from tests.scenes.test_every_scene import assert_finite
from tourapp.authoring import THEMES, Slider
from tourapp.export.offline import Moment, Offline
from tourapp.player import intents
from tourapp.player.state import PlayerState
from tourapp.player.step import step

PLACES = range(len(BEATS))
ODD = ("gpt2", "mixtral-8x7b", "deepseek-v3", "gemma-2-9b", "llama-3.1-405b", "qwen3-235b-a22b")
NOTHING = {"plan_itl": 2, "plan_budget": 200}
HARD = (
    {"plan_rate": 1000, "plan_prompt": 131_072, "plan_answer": 16_384},
    {"plan_rate": 0.01, "plan_prompt": 1, "plan_answer": 1},
    {"plan_second": "b200-sxm", "plan_rate": 40},
    {"plan_second": "gb200", "plan_second_hour": 0},
    {"plan_by": "users", "plan_users": 1_000_000, "plan_think": 0},
    {"mfu": 0.5, "mbu": 0.7, "plan_cached": 0.9, "plan_cv": 2, "plan_spares": 2},
    NOTHING,
)


def test_words_stand_at_both_ends_of_every_control(language: str = "es") -> None:
    for control in SCENE.controls if NIGHT else SCENE.controls[::3]:
        for value in [control.low, control.high] if isinstance(control, Slider) else others(control)[:3]:
            state = step(PlayerState(), intents.SetControl(TOUR.stops[0].key, control.id, value, False), TOUR)
            changed = Offline(tour=TOUR, settings=state.settings, worlds=alone().worlds, language=language)
            for beat in PLACES:
                wrong = list(unwhole(changed.picture(Moment(0, beat, AT_END)), THEMES["dark"], rail=True))
                assert wrong == [], (control.id, value, BEATS[beat])


@pytest.mark.parametrize("model", ODD)
def test_every_model_has_a_picture_and_true_sentences(model: str) -> None:
    for beat in BEATS:
        stage = plan_stage(beat, model=model)
        assert stage.words and stage.caption and "—" not in stage.caption + stage.note, (beat, stage.caption)
        assert_finite(alone_with(model=model).picture(Moment(0, BEATS.index(beat), 0.5)), f"{model} {beat}")


@pytest.mark.parametrize("change", HARD, ids=lambda change: " ".join(map(str, change.values())))
def test_hard_questions_have_a_picture_and_true_sentences(change: dict[str, object]) -> None:
    for beat in BEATS:
        stage = plan_stage(beat, **change)
        assert "—" not in stage.caption + stage.note, (beat, stage.caption, stage.note)
        for at in (0.1, 0.5, AT_END):
            picture = alone_with(**change).picture(Moment(0, BEATS.index(beat), at))
            assert_finite(picture, f"{change} {beat}")
        assert list(unwhole(picture, THEMES["dark"], rail=True)) == [], beat


def test_it_is_drawn_before_its_plan_is_there() -> None:
    waiting = make_offline(tour=TOUR, work=STILL)
    for beat in PLACES:
        assert waiting.picture(Moment(0, beat, 0.9)).ops
