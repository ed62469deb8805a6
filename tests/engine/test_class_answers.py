"""An answer that goes on from a given token: the run's own token gives the very same answer, and the shipped table is
the model's."""

from __future__ import annotations

import pytest

from tourapp.engine.class_answers import CANDIDATES, ClassAnswers, go_on, record_class_answers, shipped_class_answers
from tourapp.engine.hooks import Cancelled, Hooks
from tourapp.engine.model import Model
from tourapp.engine.record import record
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import shipped_recording


@pytest.fixture(scope="module")
def made(tiny: Model) -> Recording:
    return record(tiny, "Hello there", True, SamplingParams(temperature=1.2, seed=5), 12)


@pytest.mark.parametrize("step", [0, 1, 7, 11])
def test_the_runs_own_token_gives_the_very_same_answer(made: Recording, tiny: Model, step: int) -> None:
    ids = tuple(made.ids.tolist())
    found = go_on(tiny, made, ids[: step + 1], made.params)
    assert found.ids == ids and found.stopped == made.ended


def test_another_token_changes_only_what_follows(made: Recording, tiny: Model) -> None:
    ids, heard = tuple(made.ids.tolist()), []
    other = int(made.top_ids[4][0]) if int(made.top_ids[4][0]) != ids[4] else int(made.top_ids[4][1])
    found = go_on(tiny, made, (*ids[:4], other), made.params, told=heard.append)
    assert found.ids[:5] == (*ids[:4], other) and len(found.ids) <= made.max_tokens
    assert found.ids[5:] != ids[5:]
    assert heard[0] == (*ids[:4], other) and heard[-1] == found.ids, "told from the chosen token on"
    assert go_on(tiny, made, (*ids[:4], other), made.params) == found, "the same again"


def test_it_can_be_stopped(made: Recording, tiny: Model) -> None:
    with pytest.raises(Cancelled):
        go_on(tiny, made, tuple(made.ids[:3].tolist()), made.params, hooks=Hooks(cancel=lambda: True))


def test_the_shipped_table() -> None:
    table, recording = shipped_class_answers(), shipped_recording()
    before = tuple(recording.ids[: table.step].tolist())
    assert len(table.answers) == CANDIDATES and table.model == recording.model
    for place, answer in enumerate(table.answers):
        start = (*before, int(recording.top_ids[table.step][place]))
        assert answer.ids[: table.step + 1] == start and table.after(start) == answer
    own = tuple(recording.ids.tolist())
    assert table.after(own[: table.step + 1]) is not None
    assert table.after(own[: table.step + 1]).ids == own, "the run's own token gives its own answer"  # type: ignore[union-attr]
    assert table.after(own[:3]) is None


def test_the_shipped_table_is_the_models(model: Model) -> None:
    table, recording = shipped_class_answers(), shipped_recording()
    again = go_on(model, recording, table.answers[3].ids[: table.step + 1], recording.params)
    assert again == table.answers[3]


def test_recording_it(made: Recording, tiny: Model) -> None:
    table = record_class_answers(tiny, made, 10)
    assert isinstance(table, ClassAnswers) and len(table.answers) == CANDIDATES
