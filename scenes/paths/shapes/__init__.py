"""The stage of one pass as shapes: what each axis of each tensor means, and where the arithmetic goes."""
