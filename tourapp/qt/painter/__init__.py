"""The painter: turns a Picture into pixels with one array call per operation. It knows no scene."""

from tourapp.qt.painter.composed import Composed
from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.painter import Painter
from tourapp.qt.painter.tiles import StageTiles

__all__ = ["Composed", "LayerCache", "Painter", "StageTiles"]
