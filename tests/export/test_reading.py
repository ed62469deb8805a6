"""What `tourapp snapshot --json` says of a frame is what is painted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers import STILL, make_offline
from tourapp.authoring import THEMES, Picture, Quantity, Rect
from tourapp.cli import main
from tourapp.export import reading
from tourapp.export.offline import Moment
from tourapp.player.chrome import draw_ground


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_line_is_told_as_it_is_painted(theme: str) -> None:
    p = Picture()
    speed = Quantity(66.8, "token/s", "speed", id="decode.speed")
    p.text((960, 540), "{v} each", v=speed, size=40, role="ink")
    p.text((960, 900), "unseen", size=40, alpha=0.0)
    (line,) = reading.texts(p, theme)
    assert line["text"].endswith("each") and line["role"] == "ink" and 36 <= line["px"] <= 60
    x, y, w, h = line["box"]
    assert x <= 961 and y < 540 < y + h + 20 and 100 < w < 500
    p.fill(other=Quantity(2, "token", "two", id="two"), hidden=Quantity(3, "token", "three", id="three"))
    told = {each["id"]: each for each in reading.quantities(p, "It takes {other}.")}
    assert told["decode.speed"]["value"] == 66.8 and told["two"]["text"].startswith("2")
    assert "three" not in told, "a field that no sentence uses is not printed"
    p.text((960, 700), "{v:.1f} so far", v=Quantity(0.25, "s", "time so far"), size=30)
    (passing,) = [each for each in reading.quantities(p) if each["id"] is None]
    assert passing["text"].startswith("0.2") and passing["name"] == "time so far"


def test_layers_and_what_is_shifted_are_read_where_they_stand() -> None:
    p = Picture()
    p.bake("kept", lambda q: q.text((100, 100), "inside", size=30), rect=Rect(0, 0, 400, 200), shift=(500, 300))
    (line,) = reading.texts(p)
    assert line["text"] == "inside" and abs(line["box"][0] - 600) < 2 and 370 < line["box"][1] < 400


def test_an_empty_picture_is_empty_and_a_drawn_one_is_not() -> None:
    p = Picture()
    draw_ground(p)
    assert reading.empty_share(p) == 1.0
    p.text((300, 500), "words and words and words", size=200)
    assert 0.5 < reading.empty_share(p, rail=False) < reading.empty_share(p) < 1.0


def test_every_stage_prints_its_caption_and_its_numbers() -> None:
    offline = make_offline(work=STILL)
    for index, stop in enumerate(offline.tour.stops):
        beat = stop.kept[-1]
        picture = offline.picture(Moment(index, beat, 1.0))
        lines = reading.texts(picture)
        said = [line["text"] for line in lines]
        for told in reading.quantities(picture):
            number = told["text"].replace("\u2009", " ").split(" ")[0]
            assert any(number in line.replace("\u2009", " ") for line in said), told
        assert len(said) > 10 and all(line["px"] > 0 for line in lines)


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "pricing", "--beat", "card", "--json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(data) == {
        *(
            "tour",
            "deeper",
            "scene",
            "beat",
            "time",
            "size",
            "digest",
            "caption",
            "second",
            "badge",
            "texts",
            "quantities",
            "empty_share",
        )
    }
    assert any(line["text"] == data["caption"] for line in data["texts"]) and 0 < data["empty_share"] < 1
    assert any(each["id"] == "price.machine_hour" and each["value"] == 6 for each in data["quantities"])
