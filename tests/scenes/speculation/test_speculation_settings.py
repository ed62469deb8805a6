"""Every recorded setting on the stage: nothing collides, nothing untrue is said, and it is said whose run it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from scenes.speculation.facts import BEFORE, shown_turn
from scenes.speculation.two_rules import RuleRows
from tests.helpers import STILL, make_offline, request_scenes
from tourapp.authoring import Picture, Slider, fill, flat_ops, ops, say_words
from tourapp.engine.speculation_grid import GAMMAS, TEMPERATURES, shipped_grid
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline

SCENE = next(scene for scene in request_scenes() if scene.id == "speculation")
BEATS = [beat.name for beat in SCENE.timeline.beats]


@lru_cache(maxsize=1)
def usual() -> Offline:
    ensure_qt()
    return make_offline(work=STILL)


def told(beat: str, **change: Any) -> tuple[list[ops.Words], str, str]:
    """The texts of a beat near its end, its caption and its second line."""
    tried = make_offline(usual(), inputs=usual().settings.inputs.change(**change))
    moment = tried.moment("speculation", beat, 0.97)
    picture = Picture()
    SCENE.draw(tried.frame(moment.index, tried.local_time(moment)), picture)
    shown = [op for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]
    said = SCENE.timeline.beats[BEATS.index(beat)]
    return shown, fill(said.caption, picture.fields), fill(said.note, picture.fields)


def words(beat: str, **change: Any) -> list[str]:
    return [op.words for op in told(beat, **change)[0]]


def badge(**change: Any) -> str:
    tried = make_offline(inputs=usual().settings.inputs.change(**change), work=STILL)
    return say_words(SCENE.badge(tried.frame(tried.moment("speculation", "pays").index, 0.0)).leaves_out)


def test_the_controls_take_what_is_recorded() -> None:
    temperature, gamma = SCENE.control("temperature"), SCENE.control("gamma")
    assert isinstance(temperature, Slider) and isinstance(gamma, Slider)
    assert tuple(temperature.at(n / 3) for n in range(4)) == TEMPERATURES
    assert (gamma.low, gamma.high, gamma.step) == (GAMMAS[0], GAMMAS[-1], 1)


@pytest.mark.parametrize("draft", ["int4", "int3", "early-exit", "ngram"])
def test_the_pass_on_stage_has_the_answers_own_words_before_it(draft: str) -> None:
    for gamma in GAMMAS:
        for temperature in TEMPERATURES:
            run = shipped_grid().run(draft, gamma, temperature)
            at = shown_turn(run)
            assert sum(len(turn.texts) for turn in run.turns[:at]) >= BEFORE


def test_one_guess_is_told_as_one() -> None:
    assert "one pass for both" in words("check", gamma=1)
    assert "1 guess, drawn from its own" in told("draft", gamma=1)[2]
    shown = told("verdict", gamma=1)[0]
    own, guess = (next(op for op in shown if op.words == said) for said in ("the target's own", "primary"))
    assert abs(own.y - guess.y) > 30, "the name of the target's own token stands clear of the verdict"


def test_what_is_thrown_away_is_named_once_where_columns_are_narrow() -> None:
    assert words("verdict", gamma=8).count("thrown away") == 1


def test_a_draft_that_finds_nothing_claims_nothing() -> None:
    assert "finds nothing" in told("draft", draft="ngram")[1] and "repeats itself" in told("draft", draft="ngram")[2]
    assert "one plain pass" in words("check", draft="ngram")
    assert not any(said.startswith(("p:", "q:", "u:")) for said in words("verdict", draft="ngram"))
    assert "no guess" in told("verdict", draft="ngram")[2]
    assert "no guess, no rule" in words("rules", draft="ngram")


def test_where_both_rules_agree_neither_is_marked_wrong() -> None:
    shown, caption, note = told("rules", temperature=0.0)
    assert "both rules give the same" in caption and "all probability is on one token" in note
    figures = [op for op in shown if op.words == "0\u2009%"]
    assert len(figures) == 2 and all(op.role == "good" for op in figures)


def test_few_rows_of_the_rules_are_higher_and_stand_in_the_middle() -> None:
    for count in range(1, 7):
        rows = RuleRows.of(count)
        assert len(rows.y) == count and rows.y[0] >= 232 and rows.y[-1] + rows.tall < 690
    assert RuleRows.of(2).tall > RuleRows.of(6).tall


@pytest.mark.parametrize("change", [{}, {"gamma": 8, "temperature": 1.2}, {"draft": "ngram", "temperature": 0.4}])
def test_a_recorded_setting_is_shown_as_itself(change: dict[str, Any]) -> None:
    assert badge(**change).startswith("times:")


@pytest.mark.parametrize("change", [{"prompt": "Why?"}, {"temperature": 0.6}, {"seed": 4}])
def test_a_recording_that_stands_in_says_so(change: dict[str, Any]) -> None:
    """Without the model, as here: what is shown is the usual run, whatever was asked for."""
    assert badge(**change) == (
        "these settings need the small model; shown: the usual question, INT4, 4 guesses, temperature 0.8"
    )
