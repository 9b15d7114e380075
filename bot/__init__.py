"""Fasttwitch: a coach for stronger, bigger legs that one can message."""

__version__ = "0.1.0"
