"""Interactive figures of single neurons."""

from __future__ import annotations

from mlp.widgets.widget import Widget


def one_neuron() -> Widget:
    """Show one neuron with two inputs: its sum, its curve, and where it lights up.

    Examples
    --------
    >>> one_neuron()
    widgets.one_neuron()
    """
    return Widget(
        "one_neuron",
        "<b>The weights turn the boundary, the bias shifts it.</b> Each place in the map is a pair "
        "of inputs, its grey the neuron's activation. Try: make the neuron bright only where both "
        "inputs are bright; then where at least one is. You can drag in the map.",
        {"a1": 0.8, "a2": 0.3, "w1": 6.0, "w2": -4.0, "b": -1.0},
    )
