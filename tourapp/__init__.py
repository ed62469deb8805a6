"""One Request: inside LLM inference, played as a chain of animated scenes."""

__version__ = "0.1.0"
