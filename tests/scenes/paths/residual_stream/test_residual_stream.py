"""The residual stream: what the stage says is what the recorded passes hold."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import Tag, ops, show
from tourapp.engine.residual_file import shipped_residuals
from tourapp.world import PartCache, Work, World

ALONE = SceneTour("residual_stream")
stage = ALONE.stage


def world(**change: object) -> World:
    return World(cache=PartCache(), work=Work(wait=False)).with_inputs(**change)


def test_our_column_grows_by_sixty_additions() -> None:
    told = world().lens
    assert told.additions.value == 60 and told.layers.value == 30
    assert float(told.start.value) == pytest.approx(2.97, abs=0.01)
    assert float(told.end.value) == pytest.approx(840, rel=0.01)
    shown = stage("residual_stream", "add")
    assert "840" in shown.words and "60 additions" in shown.words


def test_the_first_token_leaps_in_layer_twelve() -> None:
    told = world().lens
    assert told.jump == 12
    assert float(told.before.value) == pytest.approx(181, rel=0.01)
    assert float(told.after.value) == pytest.approx(25_102, rel=0.01)
    assert "layer 12" in stage("residual_stream", "sink").caption


def test_a_tenth_of_the_inner_numbers_holds_most_of_the_energy() -> None:
    told = world().lens
    assert float(told.tenth.value) == pytest.approx(0.79, abs=0.02)
    assert (told.inner.value, told.hidden.value) == (1536, 576)


def test_each_layer_tells_its_own_tenth_and_the_mean_beside_it() -> None:
    run, seen = shipped_residuals().runs["question"], set()
    for layer in (1, 12, 30):
        shown = stage("residual_stream", "mlp", residual_layer=layer)
        told = shown.world.lens
        assert float(told.tenth_here.value) == pytest.approx(float(run.tenth[layer - 1, -1]))
        assert show(told.tenth_here) in shown.words and any(show(told.tenth) in text for text in shown.words)
        seen.add(show(told.tenth_here))
    assert len(seen) == 3


def test_lengths_do_not_add_and_the_stage_says_so() -> None:
    told = world().lens
    below, attention, mlp, here = (float(each.value) for each in (told.below, told.attention, told.mlp, told.here))
    assert here < below + attention + mlp and max(below, attention, mlp) < below + attention + mlp
    assert "lengths do not add" in " ".join(stage("residual_stream", "add").words)


def test_the_first_columns_name_stays_on_the_stage() -> None:
    shown = stage("residual_stream", "mix", residual_token=1)
    (name,) = [op for op in shown.ops if isinstance(op, ops.Words) and op.words == "<|im_start|>"]
    assert name.x >= 64.0 and name.align == "left"


def test_the_lens_is_a_peephole() -> None:
    ours, paris = world().lens, world(residual_prompt="paris").lens
    assert ours.last_rank.value == 3385 and ours.settled == 30
    assert float(paris.odds.value) == pytest.approx(0.773, abs=0.003) and paris.last_rank.value == 3
    ranks = shipped_residuals().runs["paris"].ranks
    assert (ranks[25], *ranks[27:]) == (92, 34, 7, 3, 1)
    assert shipped_residuals().runs["paris"].answer == " Paris"
    assert "nowhere" in stage("residual_stream", "lens").caption
    assert "comes near" in stage("residual_stream", "lens", residual_prompt="paris").caption
    assert "from layer 27" in stage("residual_stream", "lens", residual_prompt="river").caption


def test_pulling_a_plug_is_told_as_it_was_measured() -> None:
    first, quiet, every = (
        world(cut_layer=layer, cut_part=part).cutouts for layer, part in ((1, "mlp"), (4, "attention"), (0, "mlp"))
    )
    assert float(first.whole.value) == pytest.approx(48.0, rel=0.01)
    assert float(first.now.value) > 1e5 and float(quiet.times.value) < 1.1 and float(every.now.value) > 1e12
    assert every.kept is None and every.now.printed == "3.7 × 10¹³"
    assert "falls apart" in stage("residual_stream", "cutout").caption
    assert "hardly anything" in stage("residual_stream", "cutout", cut_layer=4, cut_part="attention").caption
    assert "nothing is left" in stage("residual_stream", "cutout", cut_layer=0).caption


def test_a_pulled_plug_is_out_of_its_socket() -> None:
    hatched = [op for op in stage("residual_stream", "cutout", cut_layer=0).ops if isinstance(op, ops.Hatch)]
    assert [len(op.boxes) for op in hatched] == [30]
    hatched = [op for op in stage("residual_stream", "cutout", cut_layer=7).ops if isinstance(op, ops.Hatch)]
    assert [len(op.boxes) for op in hatched] == [1]


def test_pointing_at_a_column_shows_what_could_reach_it() -> None:
    def lit(token: int) -> int:
        shown = stage("residual_stream", "mix", hover=Tag("column", token))
        threads = [op for op in shown.ops if isinstance(op, ops.Curves)]
        return sum(len(op.points) for op in threads)

    assert [lit(token) for token in (0, 5, 33)] == [0, 5, 33]


def test_shares_of_a_look_sum_to_one_and_never_look_ahead() -> None:
    for run in shipped_residuals().runs.values():
        looks = run.looks.astype(float)
        assert np.allclose(looks.sum(axis=2), 1.0, atol=5e-3)
        assert not np.triu(looks, 1).any()


def test_what_is_shown_names_what_it_depends_on() -> None:
    one = world(residual_prompt="paris", residual_token=2, residual_layer=5).lens
    assert one.here.id == "lens.here(residual_prompt=paris, residual_token=1, residual_layer=5)"
    assert world().lens.here.id == world().lens.end.id == "lens.end"


def test_without_the_model_another_prompt_shows_the_usual_one_and_says_so() -> None:
    made = world(prompt="Why is the sky blue?")
    assert made.residual.prompt == "What is photosynthesis?" and not made.lens.live


def test_a_pass_that_is_not_of_the_question_asked_says_whose_it_is() -> None:
    still = SceneTour("residual_stream", work=Work(wait=False))
    shown = still.stage("residual_stream", "add", prompt="Why is the sky blue?")
    assert "What is photosynthesis?" in show(shown.scene.badge(shown.frame).leaves_out)
