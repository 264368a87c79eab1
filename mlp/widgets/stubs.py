"""Figures still to come: a line in their place, so that the chapters run."""

from mlp.widgets.frames import Frame, frames


def _soon(name: str):
    def make():
        return frames(name, "soon", [Frame("", "<p>This figure is being drawn.</p>", "")], name)

    make.__name__ = name
    return make


NAMES = (
    "step_back "
    ""
).split()
globals().update({name: _soon(name) for name in NAMES})
