"""What the tests of sampling share: worlds with a recording, frames whose controls ask for something, words shown."""

from __future__ import annotations

from tourapp.authoring import Frame, Picture, Scene, flat_ops, ops
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.engine.token_choice import TokenChoice
from tourapp.world import World
from tourapp.world.parts.choices import Choices

RECORDED = shipped_recording()
REAL = Choices(RECORDED)
RIVER = Choices(shipped_recording("river"))
STEP = REAL.widest


def world(recording: Recording = RECORDED, **inputs: object) -> World:
    made = World().with_inputs(**inputs)
    made.adopt("recording", recording)
    return made


def frame(
    scene: Scene, beat: str, at: float, where: World | None = None, still: bool = False, **controls: object
) -> Frame:
    """A frame while the controls ask for more than the world was made with: shared ones are only asked for."""
    index = scene.timeline.index(beat)
    seconds = scene.timeline.beats[index].seconds
    t = scene.timeline.start(index) + min(at * seconds, seconds - 1e-3)
    own = {name: controls.get(name, value) for name, value in scene.view_defaults.items()}
    asked = {name: value for name, value in controls.items() if name not in own}
    return Frame(where or world(), scene.timeline, t, controls=own, still=still, asked=asked)


def picture(scene: Scene, f: Frame) -> Picture:
    p = Picture()
    scene.draw(f, p)
    return p


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words) and op.alpha > 0.02]


def side_words(p: Picture) -> list[str]:
    assert p.side is not None
    return [op.words for op in p.side.ops if isinstance(op, ops.Words)]


def chosen(choices: Choices, step: int, temperature: float, top_k: int, top_p: float, *, seed: int = 7) -> TokenChoice:
    return choices.at(step, choices.settings(temperature=temperature, top_k=top_k, top_p=top_p, seed=seed))
