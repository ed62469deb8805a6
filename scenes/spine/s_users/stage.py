"""What stands on the stage in each beat: the equation, the picture at the left, the memory at the right."""

from __future__ import annotations

from collections.abc import Callable

from scenes.spine.s_users.equation import draw_users_equation
from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.left_divide import draw_divide, slots_now
from scenes.spine.s_users.left_hook import draw_hook, draw_leaving
from scenes.spine.s_users.left_one import draw_one
from scenes.spine.s_users.left_people import draw_people
from scenes.spine.s_users.left_rescue import draw_rescue
from scenes.spine.s_users.left_room import draw_room
from scenes.spine.s_users.memory_card import CardShown, draw_card
from scenes.spine.s_users.say import draw_say
from scenes.spine.s_users.staircase import draw_staircase, walk_x
from tourapp.authoring import Frame, Picture

LEFT: dict[str, Callable[[Frame, Picture, UsersFacts], None]] = {
    "hook": draw_hook,
    "weights": draw_room,
    "one": draw_one,
    "divide": draw_divide,
    "cliff": draw_staircase,
    "rescue": draw_rescue,
    "people": draw_people,
}


def draw_stage(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The whole picture."""
    if f.beat_name == "say":
        draw_say(f, p, facts)
        return
    draw_users_equation(f, p, facts)
    draw_card(p, facts, _card(f, facts))
    LEFT[f.beat_name](f, p, facts)
    if f.beat_name == "weights":
        draw_leaving(f, p, facts, f.cue("weights.told"))


def _card(f: Frame, facts: UsersFacts) -> CardShown:
    """How full the memory is at this moment."""
    name = f.beat_name
    if name == "hook":
        return CardShown(0.0, f.cue("hook.told"), 0.0)
    if name == "weights":
        return CardShown(f.cue("weights.fall"), 1.0, 0.0)
    if name == "one":
        return CardShown(slots=min(1.0, facts.users) * f.cue("one.move"))
    if name == "divide":
        return CardShown(slots=slots_now(f, facts), refused=f.cue("divide.refuse"))
    if name == "cliff":
        return _cliff_card(f, facts)
    return CardShown(slots=float(facts.users))


def _cliff_card(f: Frame, facts: UsersFacts) -> CardShown:
    """Slots as long as the line says; at its end the next one does not go in."""
    tokens, _ = walk_x(f, facts)
    told = f.cue("cliff.told")
    long = facts.asked.long
    if told > 0.01:
        held = float(long.per_sequence.value)
        return CardShown(slots=float(long.users.value), refused=told, held=held, told=long)
    if f.cue("cliff.walk") <= 0.0:
        return CardShown(slots=float(facts.users))
    fit = facts.asked.at(tokens)
    return CardShown(slots=float(int(fit + 1e-6)), held=float(facts.asked.room.value) / max(fit, 1e-9))
