"""The hope behind layers: digits are made of loops and strokes, and those of small edges."""

from __future__ import annotations

from mlp.figures.picture import Picture
from mlp.figures.strokes import LOOP_EDGES, NINE_LOOP, NINE_STROKE, PARTS, STROKE_EDGES, pen
from mlp.look.images import digit
from mlp.look.svg import disc, drawing, edge, group, label, mesh

WHOLE, PART, SIGN = 64, 48, 13


def _sum(whole, name: str, parts: list, names: list[str]) -> str:
    """Return one line: a picture, =, its parts with + between them."""
    marks = [digit(whole, 1, 1, WHOLE), label(1 + WHOLE / 2, WHOLE + 20, name, anchor="middle")]
    x, middle = WHOLE + 2.0, 1 + WHOLE / 2
    for k, (part, word) in enumerate(zip(parts, names, strict=True)):
        marks += [
            label(x + SIGN / 2, middle + 5, "+" if k else "=", anchor="middle", fill="ink"),
            digit(part, x + SIGN, middle - PART / 2, PART),
            label(x + SIGN + PART / 2, WHOLE + 20, word, anchor="middle"),
        ]
        x += SIGN + PART
    return drawing(x + 1, WHOLE + 26, marks)


def loops_and_strokes() -> Picture:
    """Draw 9, 8 and 4, each taken apart into loops and strokes."""
    rows = [
        _sum(
            pen(*(line for _, line in parts)),
            f"a {number}" if number != 8 else "an 8",
            [pen(line) for _, line in parts],
            [name for name, _ in parts],
        )
        for number, parts in PARTS.items()
    ]
    said = "; ".join(
        f"{number} is {' plus '.join(f'a {name}' for name, _ in parts)}"
        for number, parts in PARTS.items()
    )
    return Picture(
        tuple(rows),
        alt=f"Digits taken apart: {said}.",
        caption="Few patterns make many digits. The 9 and the 8 both have a loop at the top, the "
        "9 and the 4 a long stroke at the right.",
    )


def small_edges() -> Picture:
    """Draw the loop of a 9 as five small edges, and its stroke as three."""
    rows = [
        _sum(pen(whole), name, [pen(piece) for piece in edges], [""] * len(edges))
        for whole, name, edges in (
            (NINE_LOOP, "loop", LOOP_EDGES),
            (NINE_STROKE, "stroke", STROKE_EDGES),
        )
    ]
    return Picture(
        tuple(rows),
        alt=f"A loop taken apart into {len(LOOP_EDGES)} small edges, and a long stroke into "
        f"{len(STROKE_EDGES)}.",
        caption="A pattern is made of small edges. Each is a few bright pixels in a row.",
    )


# Which of the 16 neurons of each hidden layer answer to which piece, in the picture of the hope.
_LOOP_AT, _STROKE_AT = (0, 2, 4, 6, 8), (10, 12, 14)
_PATTERNS = {4: "loop", 12: "stroke"}


HEADS = ("pixels", "edges", "patterns", "digits")


def hoped_for() -> Picture:
    """Draw 784-16-16-10 reading a 9 as one might hope: pixels, edges, patterns, digits."""
    return Picture(
        (_layers(680, 128, (236, 444, 622)),),
        narrow=(_layers(350, 78, (150, 248, 318)),),
        alt="A 9 in a network of 784, 16, 16 and 10 neurons. In the first hidden layer "
        f"{len(_LOOP_AT) + len(_STROKE_AT)} neurons are bright, one for each small edge; in the "
        "second, 2: one for the loop, one for the long stroke; in the output layer the neuron 9.",
        caption="What one might hope for: each layer builds on the one before. Small edges make "
        "the loop and the stroke, and these two make the 9.",
    )


def _layers(width: float, size: float, xs: tuple[float, ...]) -> str:
    step, top, r = 18.5, 52.0, 7.0
    first = {
        **dict(zip(_LOOP_AT, LOOP_EDGES, strict=True)),
        **dict(zip(_STROKE_AT, STROKE_EDGES, strict=True)),
    }
    ys = [[top + k * step for k in range(16)]] * 2 + [
        [top + (1.65 * k + 0.5) * step for k in range(10)]
    ]
    middle = top + 7.5 * step
    nine = pen(NINE_LOOP, NINE_STROKE)
    marks = [
        mesh(
            [(size + 6, middle + (k - 7.5) * size / 16) for k in range(16)],
            [(xs[0] - (r + 32 if k in first else r), y) for k, y in enumerate(ys[0])],
            pairs=True,
        ),
        mesh([(xs[0] + r, y) for y in ys[0]], [(xs[1] - r, y) for y in ys[1]]),
        mesh([(xs[1] + r, y) for y in ys[1]], [(xs[2] - r, y) for y in ys[2]]),
    ]
    for k in first:
        target = 4 if k in _LOOP_AT else 12
        marks.append(edge(xs[0], ys[0][k], xs[1], ys[1][target], 1, r1=r, r2=r, widest=2.5))
    side = 32 if width > 400 else 24
    for k in _PATTERNS:
        marks.append(edge(xs[1] + r + 4 + side, ys[1][k], xs[2], ys[2][9], 1, r2=r, widest=3.5))
    marks.append(digit(nine, 1, middle - size / 2, size))
    for k, piece in first.items():
        marks.append(digit(pen(piece, width=4), xs[0] - r - 31, ys[0][k] - 14, 28))
    for k, name in _PATTERNS.items():
        whole = pen(NINE_LOOP if name == "loop" else NINE_STROKE, width=3)
        marks.append(digit(whole, xs[1] + r + 4, ys[1][k] - side / 2, side))
    lit = ({k: 0.95 for k in first}, {k: 0.95 for k in _PATTERNS}, {9: 0.98})
    for x, column, on in zip(xs, ys, lit, strict=True):
        marks += [disc(x, y, on.get(k, 0.04), r=r) for k, y in enumerate(column)]
    marks += [
        label(xs[2] + 14, y + 4.5, str(k), fill="ink", bold=k == 9) for k, y in enumerate(ys[2])
    ]
    for x, count, name in zip((1 + size / 2, *xs), (784, 16, 16, 10), HEADS, strict=True):
        marks += [
            label(x, 16, str(count), anchor="middle", fill="ink"),
            label(x, 32, name, anchor="middle"),
        ]
    return drawing(width, top + 16 * step - 4, group(marks))
