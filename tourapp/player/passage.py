"""Between two stops: head, rail and words stay lit, and what ends one stop becomes what begins the next.

The old picture goes while the shapes of the hand-over are on their way, then the new one comes on around them. All
words change at once in the middle, within a seventh of a second.
"""

from __future__ import annotations

from collections.abc import Callable

from tourapp.authoring import Picture, clamp, smooth
from tourapp.player.chrome import draw_ground
from tourapp.player.resting import LaidStage, Parts

GOES, COMES = (0.08, 0.42), (0.44, 0.84)
"""From where to where of a passage the old picture fades and the new one comes on."""
WORDS = (0.33, 0.47)
"""When head, rail and caption change."""
LAID = 0.2
"""From here on all that leaves is laid down as layers; those that the first frames show are made before."""
NEEDED = min(COMES[0], WORDS[0])
"""From here on something of the new stop shows: what it needs is made before."""


def draw_passage(
    mix: float, old: Callable[[], Parts], new: Callable[[], Parts], shapes: Callable[[Picture], None]
) -> Picture:
    """The passage at `mix` above 0 to 1. The new stop is asked for only when something of it shows."""
    gone, come, said = (_share(mix, span) for span in (GOES, COMES, WORDS))
    picture, (leaving, around) = Picture(), old()
    coming, around_it = new() if max(come, said) > 0.0 else (None, around)
    picture.height, picture.stand = around.height, around.stand
    draw_ground(picture, picture.height)
    _leave(picture, leaving, 1.0 - gone, mix)
    if coming is not None:
        _lay(picture, coming, come)
    shapes(picture)
    _leave(picture, around, 1.0 - said, mix)
    _lay(picture, around_it, said)
    picture.fields = around_it.fields if mix >= 0.5 else around.fields
    return picture


def _share(mix: float, span: tuple[float, float]) -> float:
    return float(smooth(clamp((mix - span[0]) / (span[1] - span[0]))))


def _leave(picture: Picture, layer: Picture, opacity: float, mix: float) -> None:
    """What leaves is one layer only from a while on: until then it is what the frame before has painted, and the layers
    of picture and surroundings need not both be made in the passage's first frame."""
    if opacity >= 0.999 and mix < LAID and isinstance(layer, LaidStage):
        picture.ops.extend(layer.live)
    else:
        _lay(picture, layer, opacity)


def _lay(picture: Picture, layer: Picture, opacity: float) -> None:
    if opacity <= 0.0:
        return
    if opacity >= 0.999:
        picture.ops.extend(layer.ops)
        return
    with picture.group(opacity=opacity):
        picture.ops.extend(layer.ops)
