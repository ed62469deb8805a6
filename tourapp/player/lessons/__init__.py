"""Lessons: what they keep, opened and prepared."""
