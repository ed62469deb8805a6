"""What speculation says at every setting: whose words, whose times, what is in them, and whether guessing pays."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import pytest

from tests.helpers import STILL, make_offline, request_scenes
from tourapp.authoring import Frame, Picture, fill, flat_ops, ops, quantities_in, say_words
from tourapp.engine.speculation_grid import shipped_run
from tourapp.engine.speculation_run import SpeculationRun
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline

SCENE = next(scene for scene in request_scenes() if scene.id == "speculation")
BEATS = [beat.name for beat in SCENE.timeline.beats]


@lru_cache(maxsize=1)
def usual() -> Offline:
    ensure_qt()
    return make_offline(work=STILL)


def frame_at(beat: str, run: SpeculationRun | None = None, **change: Any) -> Frame:
    """A frame near the end of a beat; `run`: instead of the shipped one."""
    inputs = usual().settings.inputs.change(**change)
    tried = make_offline(usual(), inputs=inputs) if run is None else make_offline(inputs=inputs, work=STILL)
    moment = tried.moment("speculation", beat, 0.97)
    frame = tried.frame(moment.index, tried.local_time(moment))
    if run is not None:
        frame.world.adopt("speculation", run)
    return frame


def draw(beat: str, run: SpeculationRun | None = None, **change: Any) -> tuple[list[str], str, str]:
    """The words of a beat, its caption and its second line."""
    picture, frame = Picture(), frame_at(beat, run, **change)
    SCENE.draw(frame, picture)
    side = flat_ops(picture.side) if picture.side else ()
    shown = [op.words for op in (*flat_ops(picture), *side) if isinstance(op, ops.Words) and op.alpha > 0.1]
    told = SCENE.timeline.beats[BEATS.index(beat)]
    return shown, fill(told.caption, picture.fields), fill(told.note, picture.fields)


def unguessed() -> SpeculationRun:
    """A run of a draft that never found anything to guess."""
    run = shipped_run()
    turn = msgspec.structs.replace(
        run.turns[0], guesses=(), checks=(), accepted=0, last="plain", texts=("x",), rules=None
    )
    return msgspec.structs.replace(run, draft="ngram", turns=(turn,) * 9)


def test_it_computes_at_the_scenarios_batch() -> None:
    assert SCENE.overrides == {}
    shown, caption, note = draw("idle")
    assert "2.71\u2009%" in shown and "One token for each of 8 users" in caption and "The math waits." in caption
    assert "Llama 3 70B, batch 8, 2 GPUs" in note and "2.71\u2009% of the time, ideal" in note
    assert "Checking 5 places at once takes no longer than one." in note
    alone = draw("idle", batch=1)
    assert "0.361\u2009%" in alone[0] and alone[1].startswith("One token, one read")
    assert "takes 1.60 times as long" in draw("idle", batch=512)[2]


def test_the_slab_names_whose_words_and_whose_times() -> None:
    for beat in ("idle", "draft", "check", "pays"):
        shown = draw(beat)[0]
        assert {"words: SmolLM2-135M", "times: Llama 3 70B", "its draft: Llama 3 8B"} <= set(shown)
    assert "times: DeepSeek-V3" in draw("idle", model="deepseek-v3")[0]
    assert not any("its draft" in word for word in draw("idle", unguessed())[0])


def test_the_badge_says_that_caches_are_in() -> None:
    badge = SCENE.badge(frame_at("pays"))
    assert (
        say_words(badge.leaves_out) == "times: Llama 3 70B and a draft the size of Llama 3 8B, both with their caches"
    )
    world = frame_at("pays").world
    long, short = world, world.with_inputs(context=256)
    assert float(long.speculation_numbers.cost.value) == pytest.approx(0.1285, abs=5e-5)
    assert float(short.speculation_numbers.cost.value) < float(long.speculation_numbers.cost.value), "a cache is read"
    assert "looking back is taken as free" in say_words(
        SCENE.badge(frame_at("pays", unguessed(), draft="ngram")).leaves_out
    )


@pytest.mark.parametrize(
    ("change", "verdict", "speed"),
    [
        ({}, "at batch 8, guessing speeds up decoding", "2.22\u2009×"),
        ({"batch": 1}, "at batch 1, guessing speeds up decoding", "2.33\u2009×"),
        ({"batch": 512}, "at batch 512, guessing speeds up decoding", "1.10\u2009×"),
        ({"batch": 512, "context": 256}, "at batch 512, guessing costs time", "0.561\u2009×"),
        ({"model": "llama-3-8b"}, "at batch 8, guessing costs time", "0.672\u2009×"),
    ],
)
def test_whether_it_pays_is_read_from_the_batch_on_stage(change: dict[str, Any], verdict: str, speed: str) -> None:
    _, caption, note = draw("pays", **change)
    assert verdict in caption and f"so {speed}, ideal" in note
    assert "acceptance 0.800 of the copy in INT4" in note and "a draft step is" in note


def test_a_batch_that_does_not_fit_is_said() -> None:
    for beat in ("idle", "pays"):
        assert "atch 512 (does not fit)" in draw(beat, batch=512)[2]
        assert "does not fit" not in draw(beat)[2]


def test_without_a_guess_nothing_is_gained_or_lost() -> None:
    for batch in (8, 512):
        numbers = frame_at("pays", unguessed(), batch=batch).world.speculation_numbers
        assert float(numbers.speedup.value) == 1.0 and float(numbers.expected.value) == 1.0
    assert "guessing changes nothing" in draw("pays", unguessed())[1]
    assert "plain pass" in draw("check", unguessed())[1] and "No guess" in draw("verdict", unguessed())[1]
    assert "Nothing was guessed" in draw("rules", unguessed())[1]


def test_p_q_and_u_are_said_in_words() -> None:
    note = draw("verdict")[2]
    for words in ("p: the target's probability", "q: the draft's", "u: a random number from nought to one"):
        assert words in note
    assert "here 3 of 4" in note and "positive part" not in note


def test_the_exact_rule_is_off_by_nothing_that_is_printed() -> None:
    shown, caption, note = draw("rules")
    assert "0\u2009%" in shown and "20.9\u2009%" in shown and "0.0000" not in " ".join((*shown, note))
    assert "The rule matters" in caption
    run = shipped_run()
    sure = [
        msgspec.structs.replace(t, rules=t.rules and msgspec.structs.replace(t.rules, off_wrong=0.0)) for t in run.turns
    ]
    assert "both rules give the same" in draw("rules", msgspec.structs.replace(run, turns=tuple(sure)))[1]


@pytest.mark.parametrize("last", ["residual", "bonus"])
def test_the_caption_tells_how_the_pass_ends(last: str) -> None:
    run = shipped_run()
    some = tuple(turn for turn in run.turns if turn.last == last)
    caption = draw("verdict", msgspec.structs.replace(run, turns=some))[1]
    assert ("first miss" in caption) == (last == "residual") and ("Every guess holds" in caption) == (last == "bonus")


@pytest.mark.parametrize("beat", BEATS)
def test_every_number_has_an_id(beat: str) -> None:
    picture = Picture()
    SCENE.draw(frame_at(beat), picture)
    told = SCENE.timeline.beats[BEATS.index(beat)]
    numbers = quantities_in(f"{told.caption} {told.note}", picture.fields)
    numbers += [op.value for op in flat_ops(picture) if isinstance(op, ops.Words) and op.value is not None]
    assert numbers or beat in ("draft", "check", "verdict")
    assert all(number.id for number in numbers), [number.name for number in numbers if not number.id]
