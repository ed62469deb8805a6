"""Lessons in the window: opened, saved, dropped."""
