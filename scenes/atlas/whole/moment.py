"""What a frame shows of the pass: how far it has got, which step of the answer runs, and how plainly each part of the
picture stands. Computes, draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts, stages_of
from scenes.atlas.whole.places import Blocks, blocks_of, way_along
from tourapp.authoring import Frame, ramp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

PASSES = {"prefill": "prefill.pass", "decode": "decode.pass"}
"""Beats that show one pass from end to end, and when in them it runs."""
WIDTHS = {"prefill": "prefill.widths", "decode": "decode.widths"}
COOLS = {"prefill": "prefill.cools", "decode": "decode.cools"}
"""When in them the blocks take their widths, and go dim again."""
FIRST, LAST = 0.06, 0.84
"""Of one step of the loop: when its pass begins and ends; then its token falls."""
REST = 0.30
"""Light of a block that does not work."""


@dataclass(frozen=True, slots=True, eq=False)
class PassMoment:
    """beat: its name; stages and blocks: the pass whose times are shown; done: share of its time that is over, None
    where no pass runs; step: token of the answer that is being made; falls: 0..1, the picked token on its way to the
    sentence; rows: on each wall; new: 0..1, how brightly the last of them stands out; count: steps of decode that
    are over.
    The rest: how plainly parts stand, 0..1."""

    beat: str
    stages: PassStages
    blocks: Blocks
    done: float | None
    step: int
    falls: float
    rows: float
    new: float
    count: int
    opened: float
    walls: float
    memory: float
    loop: float
    streams: float
    lights: dict[str, float]
    cooled: float = 0.0
    """0..1: what the pass has lit has gone dim again."""
    written: float = 1.0
    """0..1: the step's key and value on their way from their matrices to the walls."""
    target: Blocks | None = None
    """Where the blocks are going; None where they rest."""

    @property
    def resting(self) -> bool:
        """Whether the blocks have their widths."""
        return self.target is None

    @property
    def goal(self) -> Blocks:
        """The blocks as they will rest."""
        return self.blocks if self.target is None else self.target

    @property
    def x(self) -> float:
        """Where the light is on the rail."""
        way, edges = way_along(self.blocks, self.stages.stages)
        return float(np.interp(0.0 if self.done is None else self.done, way, edges))

    def lit(self) -> dict[str, float]:
        """Light of each block, 0..1: the one that works is bright, those behind it fade."""
        return self.lights

    def part_done(self, id: str) -> float:
        """Share of a stage's own time that is over; stages that take none are over once the pass has begun."""
        if self.done is None:
            return 1.0
        spent = 0.0
        for stage in self.stages.stages:
            share = float(stage.share.value)
            if stage.id == id:
                return float(ramp(self.done, spent, spent + share)) if share > 1e-9 else float(self.done > spent)
            spent += share
        return 1.0

    def over(self, kind: str) -> float:
        """Share of the pass's arithmetic ('flops') or traffic ('bytes') that is done; exactly 1 at its end."""
        if self.done is None or self.done >= 1.0:
            return 1.0
        parts = [float(each.of_kind(kind).value) * self.part_done(each.id) for each in self.stages.stages]
        return min(float(sum(parts)), 1.0)


def moment_of(f: Frame, facts: AtlasFacts) -> PassMoment:
    """The moment of a frame."""
    beat = f.beat_name
    stages = stages_of(f, facts, beat)
    done = float(f.cue(PASSES[beat], eased=False)) if beat in PASSES else None
    step, falls, count = facts.step, 0.0, facts.step - 1
    rows, new = _rows(f, facts, stages, done), 0.0
    if beat == "decode":
        falls, count = f.cue("decode.falls"), facts.step - 1 + int(f.cue("decode.falls") >= 1.0)
        new = _wrote(stages, done)
    elif beat == "pick":
        done, count = 1.0, facts.step - 1 + int(f.cue("pick.falls") >= 1.0)
        falls, new = f.cue("pick.falls"), 1.0 - f.cue("pick.opens")
    elif beat == "loop":
        step, done, falls, rows, new, count = _looped(f, facts, stages)
    blocks, cooled = _blocks(f, facts, stages), _cooled(f, beat, done, falls)
    return PassMoment(
        beat,
        stages,
        blocks,
        done,
        step,
        falls,
        rows,
        new,
        count,
        opened=1.0 if f.past("layer") else f.cue("layer.opens") if f.reached("layer") else 0.0,
        walls=_walls(f),
        memory=f.cue("layer.memory") if f.reached("layer") else 0.0,
        loop=1.0 if f.reached("decode") else 0.0 if beat == "text" else 0.35 * f.cue("layer.deck"),
        streams=_streams(f, beat),
        lights=_lights(stages, blocks, done, cooled),
        cooled=cooled,
        written=_written(stages, done),
        target=blocks_of(stages.stages) if beat in PASSES and f.cue(WIDTHS[beat]) < 1.0 else None,
    )


def _lights(stages: PassStages, blocks: Blocks, done: float | None, cooled: float) -> dict[str, float]:
    """Light of each block."""
    if done is None or cooled >= 1.0:
        return {id: REST for id in blocks.boxes}
    way, _ = way_along(blocks, stages.stages)
    ids = [stage.id for stage in stages.stages if stage.id in blocks.boxes]
    found = {}
    for id, start, end in zip(ids, way.tolist(), way.tolist()[1:], strict=False):
        soft = 0.35 * max(end - start, 0.03)
        rise, fall = ramp(done, start - 0.15 * soft, start + soft), ramp(done, end, end + 0.12)
        found[id] = REST + (1.0 - REST) * float(smooth(rise)) * (1.0 - float(fall)) * (1.0 - cooled)
    return found


def _walls(f: Frame) -> float:
    """Empty walls stand faintly before there is anything in the cache."""
    if not f.reached("layer"):
        return 0.0
    empty = 0.5 * f.cue("layer.memory")
    return empty + 0.5 * f.cue("prefill.walls")


def _blocks(f: Frame, facts: AtlasFacts, stages: PassStages) -> Blocks:
    """The blocks, on their way from the beat before where the phase is another one."""
    now, share = blocks_of(stages.stages), 1.0
    if f.beat_name in PASSES:
        share = f.cue(WIDTHS[f.beat_name])
    if share >= 1.0:
        return now
    before = stages_of(f, facts, "layer" if f.beat_name == "prefill" else "prefill")
    return blocks_of(before.stages).toward(now, share)


def _wrote(stages: PassStages, done: float | None) -> float:
    """0..1, once Q, K and V are made: the step's own row is written."""
    if done is None:
        return 0.0
    at = sum(float(each.share.value) for each in stages.stages[: _place(stages, "qkv") + 1])
    return float(smooth(ramp(done, at - 0.02, at + 0.02)))


def _written(stages: PassStages, done: float | None) -> float:
    """How far a step's key and value are on their way to the walls."""
    if done is None:
        return 1.0
    at = sum(float(each.share.value) for each in stages.stages[: _place(stages, "qkv") + 1])
    return float(ramp(done, at - 0.07, at + 0.01))


def _place(stages: PassStages, id: str) -> int:
    return next(number for number, each in enumerate(stages.stages) if each.id == id)


def _rows(f: Frame, facts: AtlasFacts, stages: PassStages, done: float | None) -> float:
    """Rows on each wall: those of the prompt together, then one a step."""
    if not f.reached("prefill"):
        return 0.0
    if f.beat_name == "prefill":
        return facts.prompt * _wrote(stages, done)
    known = facts.step - 1
    if f.beat_name == "decode":
        return facts.prompt + known * f.cue("decode.widths") + _wrote(stages, done)
    return float(facts.prompt + known + 1)


def _looped(f: Frame, facts: AtlasFacts, stages: PassStages) -> tuple[int, float | None, float, float, float, int]:
    """Step, share of its pass, fall of its token, rows, light of the newest row and steps over: some real steps at one
    speed, then the others in a run."""
    run = f.cue("loop.steps", eased=False) * facts.played
    if run < facts.played:
        step, share = facts.step + 1 + int(run), run % 1.0
        done = float(ramp(share, FIRST, LAST))
        wrote = _wrote(stages, done)
        return step, done, float(smooth(ramp(share, LAST, 1.0))), facts.prompt + step - 1 + wrote, wrote, step - 1
    last = facts.step + facts.played
    step = last + round(f.cue("loop.count") * (facts.steps - 1 - last))
    return step, 1.0, 1.0, float(facts.prompt + step), 1.0, step


def _cooled(f: Frame, beat: str, done: float | None, falls: float) -> float:
    """How far the blocks have gone dim after the pass."""
    if beat in PASSES:
        return float(f.cue(COOLS[beat]))
    if beat == "loop":
        return float(ramp(falls, 0.0, 0.35))
    return 1.0 if done is not None and done >= 1.0 else 0.0


def _streams(f: Frame, beat: str) -> float:
    """How plainly the streams of weights are seen."""
    if beat == "layer":
        return 0.55 * f.cue("layer.memory")
    if beat == "pick":
        return 1.0 - f.cue("pick.opens")
    if beat == "loop":
        return 0.5
    return 1.0 if beat in PASSES else 0.0
