"""All that a scene may import: scenes and beats, controls, frames, pictures, easing and layout."""

from tourapp.authoring import ops
from tourapp.authoring.beats import Beat, Timeline
from tourapp.authoring.digest import flat_ops, picture_digest
from tourapp.authoring.easing import back_out, cascade, clamp, ease_in, ease_out, mix, move, pulse, ramp, smooth
from tourapp.authoring.frame import Frame
from tourapp.authoring.layout import CAPTION, FOOT, FULL, METERS, RAIL, STAGE, TITLE, Rect
from tourapp.authoring.ops import Axis, Chart, Series
from tourapp.authoring.picture import Picture
from tourapp.authoring.rail import Rail, control_boxes, is_menu
from tourapp.authoring.scene import BADGES, Badge, Scene, all_scenes, discover, scene
from tourapp.authoring.text import fill, show, show_piece, text_width
from tourapp.authoring.theme import DARK, HIGH_CONTRAST, PROJECTOR, THEMES, Theme
from tourapp.quantity import Quantity, format_quantity
from tourapp.world import Button, Choice, Control, Inputs, Slider, Text, Toggle, World, shared

__all__ = [
    "BADGES",
    "CAPTION",
    "DARK",
    "FOOT",
    "FULL",
    "HIGH_CONTRAST",
    "METERS",
    "PROJECTOR",
    "RAIL",
    "STAGE",
    "THEMES",
    "TITLE",
    "Axis",
    "Badge",
    "Beat",
    "Button",
    "Chart",
    "Choice",
    "Control",
    "Frame",
    "Inputs",
    "Picture",
    "Quantity",
    "Rail",
    "Rect",
    "Scene",
    "Series",
    "Slider",
    "Text",
    "Theme",
    "Timeline",
    "Toggle",
    "World",
    "all_scenes",
    "back_out",
    "cascade",
    "clamp",
    "control_boxes",
    "discover",
    "ease_in",
    "ease_out",
    "fill",
    "flat_ops",
    "format_quantity",
    "is_menu",
    "mix",
    "move",
    "ops",
    "picture_digest",
    "pulse",
    "ramp",
    "scene",
    "shared",
    "show",
    "show_piece",
    "smooth",
    "text_width",
]
