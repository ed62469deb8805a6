"""What stands on the stage in each beat: the chart with its marks, and the panel beside it."""

from __future__ import annotations

from scenes.held_against.chart import draw_band, draw_chart, draw_impossible
from scenes.held_against.cloud import Placed, draw_cloud, draw_outside, placed
from scenes.held_against.errors import draw_errors
from scenes.held_against.facts import HeldFacts, cloud_shown, first_shown, looked_at
from scenes.held_against.first_panel import draw_first_panel
from scenes.held_against.marks import draw_legend
from scenes.held_against.panels import draw_ideal_panel, draw_terms_panel
from scenes.held_against.peers_stage import draw_peers
from scenes.held_against.places import CHART, LEGEND_Y, PANEL
from scenes.held_against.run_card import draw_card, draw_hot
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import LINE, TAG

BANDED = ("unseen", "first")
CARD_FROM = 0.6
"""Share of a beat from which its nearest run is told without being pointed at."""


def draw_stage(f: Frame, p: Picture, facts: HeldFacts) -> None:
    """The whole picture."""
    if f.beat_name == "peers":
        draw_peers(f, p)
        return
    now = placed(f, facts)
    draw_chart(p, now.plot, _across(f), _up(f))
    _draw_ground(f, p, facts, now)
    looked = looked_at(f, facts)
    draw_cloud(f, p, facts, now, looked)
    _draw_over(f, p, facts, now)
    draw_legend(p, facts.many, facts.gpus, (64.0, LEGEND_Y), now.role)
    draw_hot(f, p, facts, now)
    if looked is not None and (f.hovered("run") is not None or _told(f)):
        draw_card(f, p, facts, now, looked)
    _draw_panel(f, p, facts, now)
    if f.beat_name in BANDED:
        at, alpha = (PANEL.right, LEGEND_Y), _band_light(f)
        p.text(at, "dashed: nine runs in ten", size=TAG, role="dim", align="right", alpha=alpha)


def _told(f: Frame) -> bool:
    """Whether the nearest run is told without being pointed at."""
    return f.beat_name in BANDED and f.beat(f.beat_name) >= CARD_FROM


def _across(f: Frame) -> Phrase:
    if first_shown(f):
        return (
            Phrase("ideal time to the first token →")
            if f.beat_name == "ideal"
            else Phrase("time to the first token, achieved →")
        )
    if f.beat_name == "ideal":
        return Phrase("ideal time between tokens →")
    return (
        Phrase("time between tokens, computed →")
        if f.beat_name == "terms"
        else Phrase("time between tokens, achieved →")
    )


def _up(f: Frame) -> Phrase:
    return Phrase("↑ measured to the first token") if first_shown(f) else Phrase("↑ measured between tokens")


def _draw_ground(f: Frame, p: Picture, facts: HeldFacts, now: Placed) -> None:
    """Below the marks: what cannot be, or the band."""
    cloud, held = cloud_shown(f, facts), facts.held
    if cloud is None:
        p.text((CHART.cx, CHART.cy), "no such run was measured", size=LINE, role="dim", align="center", backed=0.8)
    elif f.beat_name == "ideal" and f.hovered("run") is None:
        draw_impossible(p, cloud, f.cue("ideal.told"))
    elif f.beat_name in BANDED:
        band = held.first_band if first_shown(f) else held.token_band
        draw_band(p, now.plot, (float(band.least.value), float(band.most.value)), _band_light(f))


def _band_light(f: Frame) -> float:
    return f.cue("unseen.band") if f.beat_name == "unseen" else f.cue("first.band")


def _draw_over(f: Frame, p: Picture, facts: HeldFacts, now: Placed) -> None:
    cloud = cloud_shown(f, facts)
    if cloud is not None and f.beat_name in BANDED:
        draw_outside(p, cloud, now, _band_light(f))


def _draw_panel(f: Frame, p: Picture, facts: HeldFacts, now: Placed) -> None:
    cloud = cloud_shown(f, facts)
    if f.beat_name == "unseen":
        draw_errors(f, p, f.world.held_unseen["first" if first_shown(f) else "token"], now.role)
    elif cloud is None:
        return
    elif f.beat_name == "ideal":
        draw_ideal_panel(f, p, cloud)
    elif f.beat_name == "terms":
        draw_terms_panel(f, p, facts)
    else:
        draw_first_panel(f, p, facts, cloud)
