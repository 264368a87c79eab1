"""The gradient check at work: bugs planted in backpropagation, and what the check says."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from mlp import Parameters, initialise, numerical_backprop, one_hot, sigmoid, sigmoid_prime
from mlp.look import svg
from mlp.look.colours import colour
from mlp.look.numbers import px, short
from mlp.mnist import TRAINED_SIZES, load_mnist
from mlp.widgets.slides import Slide, slides
from mlp.widgets.widget import Widget, text

# The lines of `mlp.backprop` and of its mean, and which of them a bug changes into what.
_LINES = {
    "out": "delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])",
    "for": "for l in reversed(range(len(weights))):",
    "W": "    nabla_W[l] = np.outer(delta, activations[l])",
    "b": "    nabla_b[l] = delta",
    "if": "    if l > 0:",
    "back": "        delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])",
    "mean": "nabla = sum(gradients) / n",
}
BUGS = {
    "no bug": ("", ""),
    "2 is missing": ("out", "delta = (activations[-1] - y) * sigmoid_prime(zs[-1])"),
    "σ′ left out": ("out", "delta = 2 * (activations[-1] - y)"),
    "σ′ of a, not of z": (
        "back",
        "        delta = weights[l].T @ delta * sigmoid_prime(activations[l])",
    ),
    "W not transposed": ("back", "        delta = weights[l] @ delta * sigmoid_prime(zs[l - 1])"),
    "bias forgotten": ("b", "    nabla_b[l] = np.zeros_like(delta)"),
    "sum, not mean": ("mean", "nabla = sum(gradients)"),
}
_NAMES = ["$W^{(1)}$", "$b^{(1)}$", "$W^{(2)}$", "$b^{(2)}$", "$W^{(3)}$", "$b^{(3)}$"]
_PLAIN = ["W(1)", "b(1)", "W(2)", "b(2)", "W(3)", "b(3)"]
PASSES = 1e-7  # a norm-wise error below this is rounding, not a bug


def buggy_backprop(bug: str, X: np.ndarray, Y: np.ndarray, net: Parameters) -> list[np.ndarray]:
    """Return W1, b1, W2, b2, …: the mean gradient over the rows of X, with a bug planted.

    Parameters
    ----------
    bug : str
        A key of `BUGS`.

    Raises
    ------
    ValueError
        For 'W not transposed': NumPy notices that the shapes do not fit.
    """
    a, z = [X], []
    for W, b in zip(net.weights, net.biases, strict=True):
        z.append(a[-1] @ W.T + b)
        a.append(sigmoid(z[-1]))
    delta = (a[-1] - Y) if bug == "2 is missing" else 2 * (a[-1] - Y)
    if bug != "σ′ left out":
        delta = delta * sigmoid_prime(z[-1])
    n = 1 if bug == "sum, not mean" else len(X)
    found: list[np.ndarray] = []
    for l in reversed(range(len(z))):
        nabla_b = delta.sum(axis=0) / n * (bug != "bias forgotten")
        found = [delta.T @ a[l] / n, nabla_b, *found]
        if l:
            W = net.weights[l]
            back = (W @ delta.T).T if bug == "W not transposed" else delta @ W
            delta = back * sigmoid_prime(a[l] if bug == "σ′ of a, not of z" else z[l - 1])
    return found


def errors(analytic: list[np.ndarray], numerical: list[np.ndarray]) -> list[float]:
    """Return for each array the length of the difference over the length of the longer one."""
    return [
        float(np.linalg.norm(g - d) / max(np.linalg.norm(g), np.linalg.norm(d)))
        for g, d in zip(analytic, numerical, strict=True)
    ]


@cache
def _example() -> tuple[np.ndarray, np.ndarray, Parameters, list[np.ndarray]]:
    """Return eight digits, what is wanted, an untrained network, its gradient by differences."""
    digits = load_mnist(sample=True)
    X, Y = digits.test_images[:8] / 255, one_hot(digits.test_labels[:8])
    net = initialise(TRAINED_SIZES, rng=np.random.default_rng(4), dtype=np.float64)
    by_layer = zip(*numerical_backprop(X, Y, net.weights, net.biases), strict=True)
    return X, Y, net, [array for pair in by_layer for array in pair]


def _power(x: float) -> str:
    """Write a small number as the nearest power of ten, large ones as they are."""
    if x >= 0.01:
        return f"{x:.2f}"
    exponent = short(np.floor(np.log10(x)))
    return f"{x / 10 ** np.floor(np.log10(x)):.0f} · 10^{{{exponent}}}"


def _program(bug: str) -> str:
    """Return the lines of the program as HTML, the changed one marked."""
    where, wrong = BUGS[bug]
    shown = []
    for key, right in _LINES.items():
        code = text(wrong if key == where else right)
        indent = len(code) - len(code.lstrip())
        code = f"{code[:indent]}<mark>{code[indent:]}</mark>" if key == where else code
        shown.append(f'<span style="--in:{indent}">{code}\n</span>')  # wrapped, it hangs
    body = "".join(shown)
    return f'<pre class="code" tabindex="0" role="group" aria-label="Backpropagation">{body}</pre>'


def _scatter(analytic: list[np.ndarray], numerical: list[np.ndarray]) -> str:
    """Return the picture of analytic against numerical entries: each array in its own unit."""
    size, left, top = 190, 22, 12
    dots = []
    for g, d in zip(analytic, numerical, strict=True):
        g, d = g.ravel(), d.ravel()
        shown = np.flatnonzero(d)[:: max(1, np.count_nonzero(d) // 60)]
        unit = max(np.abs(g).max(), np.abs(d).max())
        for k in shown:
            x, y = 0.5 + 0.48 * g[k] / unit, 0.5 - 0.48 * d[k] / unit
            dots.append(f"M{px(left + size * x)} {px(top + size * y)}h0")
    middle = size / 2
    return svg.drawing(
        228,
        248,
        svg.rectangle(left, top, size, size, stroke="rule", stroke_width=1),
        svg.line(left, top + middle, left + size, top + middle),
        svg.line(left + middle, top, left + middle, top + size),
        svg.line(left, top + size, left + size, top, stroke="ring", dash="2 3"),
        f'<path d="{"".join(dots)}" stroke="{colour("ink")}" stroke-width="4.5" '
        'stroke-linecap="round" stroke-opacity=".55" fill="none"/>',
        svg.label(left + middle, top + size + 20, "by backpropagation", anchor="middle"),
        f'<g transform="rotate(-90 12 {top + middle})">'
        f"{svg.label(12, top + middle, 'by differences', anchor='middle')}</g>",
    )


def _bars(found: list[float]) -> str:
    """Return the picture of the errors: a bar for each array, on a scale of powers."""
    left, right, end, top, step = 44, 210, 306, 30, 29

    def across(error: float) -> float:
        return left + (right - left) * (np.clip(np.log10(max(error, 1e-12)), -12, 0) + 12) / 12

    limit = across(PASSES)
    marks = [
        svg.label(left, 12, "length of the error ÷ length of the array"),
        svg.line(limit, top - 8, limit, top + 6 * step - 4, stroke="ink2", dash="2 3"),
        svg.label(left, top + 6 * step + 14, "$10^{-12}$", anchor="middle"),
        svg.label(limit, top + 6 * step + 14, "$10^{-7}$", anchor="middle"),
        svg.label(right, top + 6 * step + 14, "$1$", anchor="middle"),
    ]
    for k, (name, error) in enumerate(zip(_NAMES, found, strict=True)):
        y = top + k * step
        bad = error > PASSES
        marks += [
            svg.label(left - 10, y + 13, name, anchor="end"),
            svg.rectangle(left, y, across(error) - left, 14, fill="cost" if bad else "ring"),
        ]
        marks.append(
            svg.label(end, y + 12, f"✗ {_power(error)}", anchor="end", fill="cost", bold=True)
            if bad
            else svg.label(end, y + 12, f"${_power(error)}$", anchor="end", fill="ink")
        )
    return svg.drawing(310, 248, *marks)


def _stopped(bug: str, net: Parameters) -> Slide:
    """Return the slide of a bug that NumPy itself notices, with what it says to one example."""
    W = net.weights[-1]
    try:
        W @ np.zeros(len(W))
    except ValueError as error:
        message = str(error)
    rows, columns = W.shape
    shapes = svg.drawing(
        310,
        248,
        svg.label(0, 12, "what is multiplied first"),
        svg.rectangle(30, 60, 128, 80, stroke="ink", fill="surface"),
        svg.label(94, 105, f"$W^{{(3)}}$: {rows} × {columns}", anchor="middle", fill="ink"),
        svg.label(94, 158, f"{columns} columns", anchor="middle", fill="cost", bold=True),
        svg.label(180, 105, "@", anchor="middle", fill="ink", size=16),
        svg.rectangle(204, 60, 20, 80, stroke="ink", fill="surface"),
        svg.label(234, 105, f"$δ$: {rows}", fill="ink"),
        svg.label(214, 158, f"{rows} rows", anchor="middle", fill="cost", bold=True),
    )
    named = (
        f'<svg role="img" aria-label="W(3) has {columns} columns, delta has {rows} rows: '
        'they cannot be multiplied" '
    )
    error_text = text(f"ValueError: {message}")
    picture = (
        f'{_program(bug)}<div class="views pair"><pre class="code error" tabindex="0" role="group" '
        f'aria-label="Error">{error_text}</pre>{shapes.replace("<svg ", named, 1)}</div>'
    )
    say = (
        '<b class="costs">It does not run</b>, so there is no gradient to check: '
        "NumPy stops in the last layer. Only where <i>W</i> is square, as between the two hidden "
        "layers, could this bug be silent."
    )
    return Slide(bug, picture, say)


def _slide(bug: str) -> Slide:
    """Return the picture of one bug and what the check says to it."""
    X, Y, net, numerical = _example()
    try:
        analytic = buggy_backprop(bug, X, Y, net)
    except ValueError:
        return _stopped(bug, net)
    found = errors(analytic, numerical)
    bad = [name for name, error in zip(_PLAIN, found, strict=True) if error > PASSES]
    worst = max(found)
    if bad:
        share = "all six arrays" if len(bad) == 6 else ", ".join(bad)
        say = (
            f'<b class="costs">The check fails</b>: {share}. The largest difference is '
            f"<mark>{worst:.2f}</mark>."
        )
    else:
        power = _power(worst).replace("^{", "<sup>").replace("}", "</sup>")
        say = (
            '<b class="wanted">The check passes.</b> The largest difference is '
            f"<mark>{power}</mark>: rounding, nothing else."
        )
    named = '<svg role="img" aria-label="{}" '
    scatter = named.format(
        "Entries of the gradient by backpropagation against those by differences: "
        + ("they leave the diagonal" if bad else "all on the diagonal")
    )
    bars = named.format(
        "Length of the error, divided by that of the array: "
        + ", ".join(f"{name} {error:.0e}" for name, error in zip(_PLAIN, found, strict=True))
    )
    picture = (
        f'{_program(bug)}<div class="views pair">'
        f"{_scatter(analytic, numerical).replace('<svg ', scatter, 1)}"
        f"{_bars(found).replace('<svg ', bars, 1)}</div>"
    )
    return Slide(bug, picture, say)


def _asked(bug: str) -> dict[str, Any]:
    """Return the guess before the first bug: which of the arrays it will spoil."""
    X, Y, net, numerical = _example()
    found = errors(buggy_backprop(bug, X, Y, net), numerical)
    options = {
        "only W<sup>(3)</sup> and b<sup>(3)</sup>": [4, 5],
        "all but W<sup>(3)</sup> and b<sup>(3)</sup>": [0, 1, 2, 3],
        "all six": [0, 1, 2, 3, 4, 5],
    }
    spoiled = [k for k, error in enumerate(found) if error > PASSES]
    return {
        "ask": f"Suppose this bug: {text(bug)}, in the line that steps back. What does it spoil?",
        "options": [[k, words] for k, words in enumerate(options)],
        "truth": list(options.values()).index(spoiled),
        "slide": list(BUGS).index(bug),
    }


def gradient_check() -> Widget:
    """Plant a bug in backpropagation and see whether the gradient check catches it.

    Examples
    --------
    >>> gradient_check()
    widgets.gradient_check()
    """
    return slides(
        "gradient_check",
        "Plant a bug",
        [_slide(bug) for bug in BUGS],
        "<b>Few wrong gradients can hide from the differences.</b> The dots are entries of the "
        "gradient of an untrained 784-16-16-10 network on eight digits, each array in units of its "
        "largest entry; the bars show how long the error of each array is, in units of the array; "
        "the dashed line is the limit. Try to say, before you choose a bug, which of the six "
        "arrays it will spoil.",
        buttons=True,
        asked=_asked("σ′ of a, not of z"),
    )
