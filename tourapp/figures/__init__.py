"""Drawings used by several scenes, as functions onto a Picture. Each figure is its own module."""
