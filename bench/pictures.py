"""How fast the network is: pictures of what ``make bench`` measured (bench/results.json).

These are plots of measured data, so Matplotlib draws them.
"""

from __future__ import annotations

from mlp.figures.picture import Picture
from mlp.look import plots
from mlp.look.colours import BOTH

NAMES = {
    "course": "this course",
    "course_taught": "as chapter 3 teaches it",
    "nielsen": "one example at a time",
    "torch_eager": "PyTorch",
    "torch_compiled": "PyTorch, compiled",
    "scikit_learn": "scikit-learn",
    "jax_jit": "JAX, compiled",
}
SIZE = 13  # of letters, in CSS pixels: these drawings are never made smaller
PARTS = {
    "gather": "gather",
    "products": "multiply",
    "elementwise": "squash",
    "update": "update",
}


def peers(results: dict, batch_size: int) -> Picture:
    """Show seconds per epoch of every contender at one batch size, as bars from fast to slow.

    Parameters
    ----------
    results : dict
        What ``make bench`` wrote.
    batch_size : int
        One of those measured.
    """
    rows = [
        row
        for row in results["training"]
        if row["batch_size"] == batch_size and "failed" not in row
    ]
    if not rows:
        known = sorted({row["batch_size"] for row in results["training"]})
        raise ValueError(f"batch size {batch_size} was not measured; try one of {known}")
    rows.sort(key=lambda row: row["seconds"])
    ours = next(row["seconds"] for row in rows if row["contender"] == "course")
    figure, ax = plots.panel(350, 26 * len(rows) + 8, left=158, right=98, top=2, bottom=6)
    for place, row in enumerate(rows):
        own = row["contender"] == "course"
        ax.barh(-place, row["seconds"], height=0.55, color=BOTH["ink" if own else "ring"])
        weight = "bold" if own else "normal"
        left = {
            "xytext": (-8, 0),
            "textcoords": "offset points",
            "va": "center",
            "color": BOTH["ink"],
            "size": SIZE,
        }
        ax.annotate(NAMES[row["contender"]], (0, -place), ha="right", weight=weight, **left)
        text = f"{row['seconds']:.2f} s" + ("" if own else f"  ×{row['seconds'] / ours:.1f}")
        right = left | {"xytext": (6, 0)}
        ax.annotate(text, (row["seconds"], -place), weight=weight, **right)
    ax.set_axis_off()
    said = ", ".join(f"{NAMES[row['contender']]} {row['seconds']:.2f}" for row in rows)
    return Picture(
        (plots.to_svg(figure),),
        alt=f"Bars: seconds for one epoch of 60,000 digits in batches of {batch_size}: {said}.",
    )


def floor(results: dict) -> Picture:
    """Show, for each batch size, what the NumPy calls of an epoch cost, and what is left."""
    ours = {
        row["batch_size"]: row["seconds"]
        for row in results["training"]
        if row["contender"] == "course"
    }
    drawings, said = [], []
    for parts in results["floor"]:
        whole = ours[parts["batch_size"]]
        rows = [(text, parts[key]) for key, text in PARTS.items()]
        rows.append(("measured", whole))
        figure, ax = plots.panel(209, 24 * len(rows) + 30, left=74, right=58, top=28, bottom=2)
        ax.set_title(
            f"batches of {parts['batch_size']}",
            x=-74 / 77,
            loc="left",
            size=SIZE,
            color=BOTH["ink"],
        )
        for place, (text, seconds) in enumerate(rows):
            last = text == rows[-1][0]
            ax.barh(-place, seconds, height=0.5, color=BOTH["ink" if last else "ring"])
            at = {"textcoords": "offset points", "va": "center", "color": BOTH["ink"], "size": SIZE}
            ax.annotate(text, (0, -place), ha="right", xytext=(-6, 0), **at)
            ax.annotate(_ms(seconds), (seconds, -place), xytext=(4, 0), **at)
        ax.set_axis_off()
        drawings.append(plots.to_svg(figure))
        said.append(
            f"batches of {parts['batch_size']}: "
            + ", ".join(f"{text} {_ms(seconds)}" for text, seconds in rows)
        )
    return Picture(tuple(drawings), alt="Where the time of an epoch goes. " + "; ".join(said) + ".")


def growth(results: dict) -> Picture:
    """Show how an epoch's time grows with batch size, width, depth and examples.

    Both axes are logarithmic; the thin line is the count of operations, at the price that they have
    where they are cheapest, so it touches the measured line from below.
    """
    axes = {
        "batch size": ("batch size", lambda run: run["batch_size"]),
        "width": ("neurons in a hidden layer", lambda run: run["sizes"][1]),
        "depth": ("hidden layers", lambda run: len(run["sizes"]) - 2),
        "examples": ("examples", lambda run: run["examples"]),
    }
    drawings, said = [], []
    for what, (label, of) in axes.items():
        runs = results["growth"][what]
        x, seconds = [of(run) for run in runs], [run["seconds"] for run in runs]
        price = min(run["seconds"] / run["operations"] for run in runs)
        arithmetic = [run["operations"] * price for run in runs]
        figure, ax = plots.panel(320, 210, left=58, bottom=46, right=20, top=30)
        ax.loglog(x, arithmetic, color=BOTH["ring"], linewidth=1.25)
        ax.loglog(x, seconds, color=BOTH["ink"], marker="o", clip_on=False)
        if what == "batch size":
            at = {"textcoords": "offset points", "color": BOTH["ink"], "size": SIZE}
            ax.annotate("measured", (x[1], seconds[1]), xytext=(10, 2), **at)
            ax.annotate("arithmetic alone", (x[0], arithmetic[0]), xytext=(3, 5), **at)
        ax.set(xlabel=label)
        ax.set_title(
            "time of an epoch",
            x=-42 / 242,
            loc="left",
            size=SIZE,
            weight="normal",
            color=BOTH["ink2"],
        )
        ax.set_xticks([x[0], x[-1]], [f"{x[0]:,}", f"{x[-1]:,}"])
        ends = sorted({min(seconds), max(seconds)})
        ax.set_yticks(ends, [_ms(s) for s in ends])
        ax.minorticks_off()
        ax.margins(0.06, 0.12)
        drawings.append(plots.to_svg(figure))
        points = ", ".join(f"{a:,}: {_ms(s)}" for a, s in zip(x, seconds, strict=True))
        said.append(f"{label} {points}")
    return Picture(tuple(drawings), alt="Time of an epoch. " + "; ".join(said) + ".")


def _ms(seconds: float) -> str:
    """Return seconds as milliseconds, to two digits."""
    return f"{1000 * seconds:.{0 if seconds >= 0.00995 else 1}f} ms"
