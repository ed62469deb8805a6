"""The only room that knows Qt: painter, window, widgets, worker."""
