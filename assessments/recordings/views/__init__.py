"""Sending, listening, the person's own screens, and references."""
