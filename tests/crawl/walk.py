"""Walks a tour under one setting and keeps every quantity that its frames print."""

from __future__ import annotations

from tests.crawl.printed import Row
from tests.crawl.settings import Setting
from tests.helpers import make_offline
from tourapp.authoring import Picture, Quantity, ops, quantities_in, show
from tourapp.authoring.digest import build_layer
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import Tour
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work

MOMENTS = (0.6, 1.0)
"""Shares of a beat at which it is read: on its way, and at rest."""


def offline(setting: Setting, cache: PartCache | None = None, tour: Tour | None = None) -> Offline:
    """A tour under a setting, the request's where none is named; slow parts are stand-ins."""
    worlds = PlainWorlds(cache or PartCache(), Work(wait=False))
    told = {} if tour is None else {"tour": tour}
    return make_offline(inputs=Inputs().change(**setting.inputs), views=setting.views, worlds=worlds, **told)


def walk(
    setting: Setting, only: tuple[str, ...] = (), through: Tour | None = None
) -> dict[str, tuple[list[Row], list[Row]]]:
    """Rows of every beat, "scene.beat": on its way, and at rest."""
    tour = offline(setting, tour=through)
    found = {}
    for index, stop in enumerate(tour.tour.stops):
        if only and stop.key not in only:
            continue
        for beat in stop.kept:
            name = f"{stop.key}.{stop.scene.timeline.beats[beat].name}"
            early, late = (_rows(tour, Moment(index, beat, share), f"{name} at {share:g}") for share in MOMENTS)
            found[name] = (early, late)
    return found


def _rows(tour: Offline, moment: Moment, where: str) -> list[Row]:
    picture = tour.picture(moment)
    beat = tour.tour.stops[moment.index].scene.timeline.beats[moment.beat]
    rows = _visible(picture, where)
    for words in (beat.caption, beat.note):
        rows += [Row(where, value, show(value)) for value in quantities_in(words, picture.fields)]
    return rows


def _visible(picture: Picture, where: str) -> list[Row]:
    """What stage, head and rail print; not what stands small in a picture of another scene (on a tilted layer)."""
    rows: list[Row] = []

    def look(items: list[object], alpha: float) -> None:
        for op in items:
            if isinstance(op, ops.Words):
                if op.alpha * alpha > 0.3:
                    told = [value for value in (op.value, *op.more) if isinstance(value, Quantity)]
                    rows.extend(Row(where, value, show(value)) for value in told)
            elif isinstance(op, ops.Bake):
                if op.quad is None:
                    look(build_layer(op)[0], alpha * op.alpha)
            elif isinstance(op, ops.Group):
                look(op.ops, alpha * op.opacity)

    look(picture.ops, 1.0)
    return rows
