"""What the tests of sampling share: worlds with a recording, frames whose controls ask for something, words shown."""

from __future__ import annotations

from string import Formatter

from tourapp.authoring import Beat, Frame, Picture, Scene, fill, flat_ops, ops
from tourapp.engine.recording import Recording
from tourapp.engine.shipped import shipped_recording
from tourapp.engine.token_choice import TokenChoice
from tourapp.world import World
from tourapp.world.parts.choices import Choices

RECORDED = shipped_recording()
REAL = Choices(RECORDED)
RIVER = Choices(shipped_recording("river"))
STEP = REAL.widest


def world(recording: Recording = RECORDED, frozen: Recording | None = None, **inputs: object) -> World:
    """A world with this answer, which is also the usual one unless another is given."""
    made = World().with_inputs(**inputs)
    made.adopt("recording", recording)
    made.adopt("default_recording", frozen or recording)
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


def caption(scene: Scene, f: Frame) -> str:
    """Caption and note as they are said."""
    beat, p = scene.timeline.beats[f.beat_index], picture(scene, f)
    return f"{fill(beat.caption, p.fields)} {fill(beat.note, p.fields)}"


def caption_fields(beat: Beat) -> set[str]:
    """Names of the values that a beat's caption asks for."""
    return {name for _, name, _, _ in Formatter().parse(beat.caption) if name}


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words) and op.alpha > 0.02]


def side_words(p: Picture) -> list[str]:
    assert p.side is not None
    return [op.words for op in p.side.ops if isinstance(op, ops.Words)]


def everything(p: Picture) -> list[ops.Words]:
    """Every text of stage and rail."""
    found = [*flat_ops(p), *(flat_ops(p.side) if p.side is not None else ())]
    return [op for op in found if isinstance(op, ops.Words)]


def chosen(choices: Choices, step: int, temperature: float, top_k: int, top_p: float, *, seed: int = 2) -> TokenChoice:
    return choices.at(step, choices.settings(temperature=temperature, top_k=top_k, top_p=top_p, seed=seed))
