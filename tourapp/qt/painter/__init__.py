"""The painter: turns a Picture into pixels with one array call per operation. It knows no scene."""

from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.painter import Painter

__all__ = ["LayerCache", "Painter"]
