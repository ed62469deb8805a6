"""For which settings a prediction was made, once they are others: a few of what differs, in words."""

from __future__ import annotations

from typing import Any

from tourapp.authoring import Choice, Phrase, Slider, Toggle, slider_words
from tourapp.words import say
from tourapp.world import controls
from tourapp.world.controls import Control
from tourapp.world.inputs import Inputs, followers

MOST = 2
"""Settings that are named; of more the first ones."""


def made_for(then: Inputs | None, now: Inputs) -> Phrase | None:
    """What to say beside a prediction that was made for other settings; None where they are the same, or none are
    known."""
    if then is None or then == now:
        return None
    known, following = controls(), followers()
    names = [name for name in known if getattr(then, name) != getattr(now, name)]
    names = [name for name in names if name not in following] or names
    told = [_setting(known[name], getattr(then, name)) for name in names[:MOST]]
    if not told:
        return None
    settings = told[0] if len(told) == 1 else Phrase("{a}, {b}", a=told[0], b=told[1])
    return Phrase("made for {settings}", settings=settings)


def _setting(control: Control, value: Any) -> Phrase:
    """A setting by its name and value."""
    return Phrase("{name} {value}", name=say(control.label), value=_value(control, value))


def _value(control: Control, value: Any) -> str:
    if isinstance(control, Slider):
        return " ".join(words for words in slider_words(control, value) if words)
    if isinstance(control, Choice):
        return next((say(label) for each, label in control.choices if each == value), str(value))
    if isinstance(control, Toggle):
        return say(control.on_text) if value else say(control.off_text)
    return str(value)
