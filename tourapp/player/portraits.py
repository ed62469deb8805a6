"""Pictures of other stops on a stage, such as the finale's cards: each is composed once where pictures are composed.

What composing shows to be missing can be ordered then, and what raises is no picture at all; painting never fails over
them. In a window only a few are tried with each frame, so that none of them waits for all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from functools import partial

from tourapp.authoring import Frame, Picture, Portrait, Scene
from tourapp.player.screen_world import PartNotReadyError
from tourapp.words.catalogue import spoken
from tourapp.world import World

KEPT = 256
"""Verdicts that are remembered."""
FRESH = 2
"""Pictures just composed that are kept until they are painted; later ones are composed again when needed."""
AT_ONCE = 2
"""Pictures that are tried with one frame of a window."""


class Portraits:
    """Which pictures can be drawn, and what those lack that cannot be yet."""

    def __init__(self, at_once: int | None = AT_ONCE) -> None:
        self.missing: dict[int, set[str]] = {}
        """By stop, from 0: slow parts to be built, as far as they are known."""
        self._at_once = at_once
        self._left = at_once
        self._good: OrderedDict[Hashable, bool] = OrderedDict()
        self._fresh: OrderedDict[Hashable, Picture] = OrderedDict()
        self._worlds: dict[int, tuple[World, int]] = {}

    def begin(self) -> None:
        """A new frame is composed."""
        self._left = self._at_once
        self.missing, self._worlds = {}, {}

    def looked_at(self, world: World, number: int) -> None:
        """A stage looks at the world of stop `number`."""
        self._worlds[id(world)] = (world, number)

    def stop_of(self, world: object) -> int | None:
        """Whose world that is, of those that were looked at."""
        known = self._worlds.get(id(world))
        return None if known is None else known[1]

    def lacks(self, number: int, *parts: str) -> None:
        """The picture of stop `number` cannot be composed before these parts are built."""
        self.missing.setdefault(number, set()).update(parts)

    def portrait(self, number: int, scene: Scene, frame: Frame, version: Hashable) -> Portrait | None:
        """The picture of stop `number`; None while it cannot be composed, or was not tried yet. `version` of the
        worlds: what failed is tried again with another one."""
        looks = _looks(frame)
        key = (number, scene.id, type(frame.world).__name__, id(spoken()), *looks)
        if (key, version) in self._good:
            return None
        if key not in self._good and not self._try(number, scene, frame, (key, version)):
            return None
        return Portrait(looks, partial(self._draw, key, scene, frame))

    def _try(self, number: int, scene: Scene, frame: Frame, which: tuple[Hashable, Hashable]) -> bool:
        if self._left == 0:
            return False
        self._left = None if self._left is None else self._left - 1
        picture = Picture()
        try:
            scene.draw(frame, picture)
        except PartNotReadyError as error:
            self.lacks(number, error.part)
            return False
        except Exception:  # its own stage says what is wrong; here it is one dim card
            self._keep(which, False)
            return False
        self._keep(which[0], True)
        self._fresh[which[0]] = picture
        while len(self._fresh) > FRESH:
            self._fresh.popitem(last=False)
        return True

    def _keep(self, key: Hashable, good: bool) -> None:
        self._good[key] = good
        while len(self._good) > KEPT:
            self._good.popitem(last=False)

    def _draw(self, key: Hashable, scene: Scene, frame: Frame, into: Picture) -> None:
        """Called while painting: what was composed just now, else composed again."""
        picture = self._fresh.pop(key, None)
        if picture is None:
            picture = Picture()
            try:
                scene.draw(frame, picture)
            except Exception:  # it could be drawn before: a part was dropped since; an empty card until the next frame
                self._good.pop(key, None)
                return
        into.ops.extend(picture.ops)


def _looks(frame: Frame) -> tuple[Hashable, ...]:
    """Names what the picture of a stop depends on."""
    try:
        recording = frame.world.recording
        shown: tuple[Hashable, ...] = (recording.badge, recording.prompt, len(recording.ids))
    except Exception:  # not there, and so not in the picture
        shown = ()
    return (frame.inputs, tuple(sorted(frame.controls.items())), shown, frame.text_gain, frame.still)
