"""Interactive figures of backpropagation."""

from __future__ import annotations

from mlp.activations import sigmoid
from mlp.widgets.widget import Widget


def nudge_the_chain() -> Widget:
    """Show a nudge running from w, b or the activation before through z and a to the cost.

    It stands at the last neuron of the chapter's chain 1-1-1-1.

    Examples
    --------
    >>> nudge_the_chain()
    widgets.nudge_the_chain()
    """
    x, y = 0.9, 1.0
    ws, bs = [1.2, 2.0, -1.5], [-0.5, 0.3, 0.6]
    a = x
    for w, b in zip(ws[:-1], bs[:-1], strict=True):
        a = float(sigmoid(w * a + b))
    return Widget(
        "nudge_the_chain",
        "<b>What one change does, the next picks up.</b> The rise of one picture is the run of the "
        "next. Dashed: the slope at the point, the derivative; a ratio of changes comes near it as "
        "the nudge shrinks. Try: set the bias to 3 and the weight to 3, and nudge again; where does the change die?",
        {"a": round(a, 2), "w": ws[-1], "b": bs[-1], "y": y, "d": 0.8},
    )
