"""The atlas: the whole pass in one drawing, and a card for each of its operators."""
