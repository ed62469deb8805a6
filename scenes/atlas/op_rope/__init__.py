"""The card of the rotary turn: queries and keys are turned by their place."""
