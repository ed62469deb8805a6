"""The bench where a lesson is put together: cards of scenes above, the lesson as a strip of minutes below."""
