"""All that a scene may import: scenes and beats, controls, frames, pictures, easing and layout."""

from tourapp.authoring import ops, sizes
from tourapp.authoring.acts import (
    Act,
    GotoBeat,
    GotoStop,
    LabAct,
    PlayReal,
    SeekTo,
    SetControls,
    ShowBadge,
    ShowWays,
    Tag,
    Why,
    set_control,
)
from tourapp.authoring.asks import Ask, AskOption, Candidate, Gates
from tourapp.authoring.banded import banded, basis_words, between, ends_alone, without_number
from tourapp.authoring.beats import Beat, Timeline
from tourapp.authoring.column import Column
from tourapp.authoring.digest import flat_ops, picture_digest
from tourapp.authoring.easing import back_out, cascade, clamp, ease_in, ease_out, mix, move, pulse, ramp, smooth
from tourapp.authoring.frame import Frame
from tourapp.authoring.handover import Shapes, draw_handover, middle_of, shapes_of
from tourapp.authoring.journey import Journey, Portrait, StopView
from tourapp.authoring.layout import CAPTION, FOOT, FULL, METERS, RAIL, STAGE, TITLE, Rect
from tourapp.authoring.live_options import LiveOptions, mixed
from tourapp.authoring.mark_shapes import HOLLOW, MARK_SHAPES
from tourapp.authoring.meters import Meter, Meters
from tourapp.authoring.ops import Axis, Chart, Series
from tourapp.authoring.picture import Picture
from tourapp.authoring.rail import Rail
from tourapp.authoring.rail_plan import RailPlace, RailPlan, is_menu, plan_rail, slider_words
from tourapp.authoring.scene import BADGES, Badge, Scene, scene
from tourapp.authoring.scene_zoom import OPERATOR, SceneZoom
from tourapp.authoring.text import begun, ended, fill, quantities_in, say_words, show, show_piece, text_width
from tourapp.authoring.theme import DARK, HIGH_CONTRAST, PROJECTOR, THEMES, Theme
from tourapp.errors import DamagedFileError
from tourapp.quantity import Quantity, add_up, derive, format_quantity, format_sum, origin, print_sum
from tourapp.words import Phrase
from tourapp.world import Button, Choice, Control, Inputs, Slider, Text, Toggle, World, shared

__all__ = [
    "BADGES",
    "CAPTION",
    "DARK",
    "FOOT",
    "FULL",
    "HIGH_CONTRAST",
    "HOLLOW",
    "MARK_SHAPES",
    "METERS",
    "OPERATOR",
    "PROJECTOR",
    "RAIL",
    "STAGE",
    "THEMES",
    "TITLE",
    "Act",
    "Ask",
    "AskOption",
    "Axis",
    "Badge",
    "Beat",
    "Button",
    "Candidate",
    "Chart",
    "Choice",
    "Column",
    "Control",
    "DamagedFileError",
    "Frame",
    "Gates",
    "GotoBeat",
    "GotoStop",
    "Inputs",
    "Journey",
    "LabAct",
    "LiveOptions",
    "Meter",
    "Meters",
    "Phrase",
    "Picture",
    "PlayReal",
    "Portrait",
    "Quantity",
    "Rail",
    "RailPlace",
    "RailPlan",
    "Rect",
    "Scene",
    "SceneZoom",
    "SeekTo",
    "Series",
    "SetControls",
    "Shapes",
    "ShowBadge",
    "ShowWays",
    "Slider",
    "StopView",
    "Tag",
    "Text",
    "Theme",
    "Timeline",
    "Toggle",
    "Why",
    "World",
    "add_up",
    "back_out",
    "banded",
    "basis_words",
    "begun",
    "between",
    "cascade",
    "clamp",
    "derive",
    "draw_handover",
    "ease_in",
    "ease_out",
    "ended",
    "ends_alone",
    "fill",
    "flat_ops",
    "format_quantity",
    "format_sum",
    "is_menu",
    "middle_of",
    "mix",
    "mixed",
    "move",
    "ops",
    "origin",
    "picture_digest",
    "plan_rail",
    "print_sum",
    "pulse",
    "quantities_in",
    "ramp",
    "say_words",
    "scene",
    "set_control",
    "shapes_of",
    "shared",
    "show",
    "show_piece",
    "sizes",
    "slider_words",
    "smooth",
    "text_width",
    "without_number",
]
