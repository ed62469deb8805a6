"""The hall from where we stand in it: room, walls, the light that passes over them, and the words around it."""

from __future__ import annotations

from scenes.kv_hall.camera import WINDOW
from scenes.kv_hall.flashes import draw_flashes
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.gates import draw_gates
from scenes.kv_hall.names import draw_wall_names
from scenes.kv_hall.other_users import draw_other_users
from scenes.kv_hall.request_light import draw_request_light
from scenes.kv_hall.room import draw_edges, draw_ribs, draw_room
from scenes.kv_hall.slots import slots_answer
from scenes.kv_hall.strip import draw_strip
from scenes.kv_hall.walls import draw_walls
from scenes.kv_hall.zones import zones_now
from tourapp.authoring import Frame, Picture


def draw_hall(p: Picture, f: Frame, s: HallMoment, rows: int) -> None:
    """The hall from where we stand in it."""
    draw_room(p)
    draw_ribs(p, s.camera)
    draw_other_users(p, s.camera, s.share, f.move("heads", 0.36, 0.54), f.move("heads", 0.54, 0.64))
    if s.share >= 1.0:
        draw_walls(p, s.camera, zones_now(f, s), rows)
    else:  # seen with less height, a wall reaches further up
        with p.group(clip=WINDOW):
            draw_walls(p, s.camera, zones_now(f, s), rows, s.share)
    draw_flashes(p, f, s)
    draw_edges(p)
    draw_gates(p, s)
    draw_strip(p, f, s, 1 - f.move("heads", 0.34, 0.42))
    draw_wall_names(p, f, s, slots_answer(p, f, s))
    draw_request_light(p, f, s)
