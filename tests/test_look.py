"""The rules of the visual language, in Python and in JavaScript, on one table of cases."""

import base64
import io
import json
import math
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mlp.look import colours, edges, numbers
from mlp.look.png import png
from mlp.look.thinning import TOLERANCE, thinned
from mlp.look.tokens import TOKENS, tokens_css

LOOK = Path(numbers.__file__).parent

#: (module, function in Python, in JavaScript, arguments, what comes out).
CASES = [
    ("numbers", "plain", "plain", [0.25], "0.25"),
    ("numbers", "plain", "plain", [-0.5], "−0.50"),
    ("numbers", "plain", "plain", [-0.001], "0.00"),
    ("numbers", "plain", "plain", [-0.006], "−0.01"),
    ("numbers", "plain", "plain", [-0.0], "0.00"),
    ("numbers", "plain", "plain", [0.125], "0.12"),  # an exact half goes to the even digit
    ("numbers", "plain", "plain", [0.375], "0.38"),
    ("numbers", "plain", "plain", [2.675], "2.67"),  # 2.67499999… as a float
    ("numbers", "plain", "plain", [2.5, 0], "2"),
    ("numbers", "plain", "plain", [-0.4, 0], "0"),
    ("numbers", "plain", "plain", [1234.5, 1], "1234.5"),
    ("numbers", "plain", "plain", [math.inf], "∞"),
    ("numbers", "plain", "plain", [-math.inf], "−∞"),
    ("numbers", "signed", "signed", [2], "+2.0"),
    ("numbers", "signed", "signed", [-0.25, 2], "−0.25"),
    ("numbers", "signed", "signed", [0], "0.0"),
    ("numbers", "signed", "signed", [-0.001], "0.0"),
    ("numbers", "signed", "signed", [0.04], "0.0"),
    ("numbers", "signed", "signed", [0.05, 1], "+0.1"),
    ("numbers", "signed", "signed", [-7, 0], "−7"),
    ("numbers", "px", "px", [12.0], "12"),
    ("numbers", "px", "px", [-0.001], "0"),
    ("numbers", "px", "px", [1 / 3], "0.33"),
    ("numbers", "px", "px", [0.125], "0.13"),
    ("numbers", "px", "px", [-2.5], "-2.5"),
    ("colours", "grey", "grey", [0], "#000000"),
    ("colours", "grey", "grey", [0.5], "#808080"),
    ("colours", "grey", "grey", [1.7], "#ffffff"),
    ("colours", "ink_on", "inkOn", [0.49], "#ffffff"),
    ("colours", "ink_on", "inkOn", [0.5], "#000000"),
    ("colours", "sign_colour", "signColour", [3], "pos"),
    ("colours", "sign_colour", "signColour", [-3], "neg"),
    ("colours", "sign_colour", "signColour", [0], "ring"),
    ("edges", "edge_width", "edgeWidth", [0, 2], 0.5),
    ("edges", "edge_width", "edgeWidth", [-1, 2], 2.5),
    ("edges", "edge_width", "edgeWidth", [2, 2], 4.5),
    ("edges", "edge_width", "edgeWidth", [5, 10, 9.5], 5.0),
    ("edges", "edge_width", "edgeWidth", [0, 0], 0.5),
    ("edges", "between_rims", "betweenRims", [0, 0, 2, 10, 0, 3], [2, 0, 7, 0]),
    ("edges", "between_rims", "betweenRims", [0, 0, 5, 6, 8, 0], [3, 4, 6, 8]),
    ("edges", "between_rims", "betweenRims", [1, 1, 2, 1, 1, 2], [1, 1, 1, 1]),
]
_IN_PYTHON = {"numbers": numbers, "colours": colours, "edges": edges}
_RUN = """const parts = {};
for (const name of ['numbers', 'colours', 'edges']) parts[name] = await import(LOOK + name + '.js');
const revive = x => (x === 'inf' ? Infinity : x === '-inf' ? -Infinity : x === '-0' ? -0 : x);
console.log(JSON.stringify(CASES.map(([part, name, values]) =>
  parts[part][name](...values.map(revive)))));"""


def _sent(x):
    if isinstance(x, float) and (math.isinf(x) or (x == 0 and math.copysign(1, x) < 0)):
        return "-0" if x == 0 else str(x)
    return x


@pytest.fixture(scope="module")
def in_javascript():
    """What JavaScript makes of each case."""
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    cases = [(part, js, [_sent(x) for x in values]) for part, _, js, values, _ in CASES]
    script = f"const CASES = {json.dumps(cases)}, LOOK = {json.dumps(LOOK.as_uri() + '/')};{_RUN}"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=[f"{c[1]}-{c[3]}" for c in CASES])
def test_look_rule_in_python(case):
    part, name, _, values, wanted = case
    found = getattr(_IN_PYTHON[part], name)(*values)
    assert (list(found) if isinstance(found, tuple) else found) == wanted


@pytest.mark.parametrize("k", range(len(CASES)), ids=[f"{c[2]}-{c[3]}" for c in CASES])
def test_look_rule_in_javascript(in_javascript, k):
    found, wanted = in_javascript[k], CASES[k][-1]
    assert (str(found) if isinstance(wanted, str) else found) == wanted


def test_look_no_edge_is_wider_than_the_widest():
    with pytest.raises(ValueError, match="largest is 2"):
        edges.edge_width(3, 2)


def test_look_tokens_are_declared_for_three_kinds_of_page():
    sheet = tokens_css(".light", dark=".dark", system=".auto", only=["want"])
    assert re.findall(r"(\.\w+)\{color-scheme:(\w+);--want:(#\w+);\}", sheet) == [
        (".light", "light", TOKENS["colour"]["light"]["want"]["value"]),
        (".dark", "dark", TOKENS["colour"]["dark"]["want"]["value"]),
        (".auto", "dark", TOKENS["colour"]["dark"]["want"]["value"]),
    ]


def test_look_only_the_tokens_module_writes_tokens_as_css():
    """One emitter: no other file of the course declares a token or reads tokens.json."""
    root = LOOK.parent.parent
    own = {LOOK / "tokens.py", Path(__file__), root / "tests" / "test_site.py"}
    files = [
        path
        for folder in ("mlp", "book", "bench", "scripts")
        for path in (root / folder).rglob("*.py")
        if path not in own and "node_modules" not in path.parts
    ]
    assert len(files) > 50
    reads = [path for path in files if re.search(r"tokens\.json[\"']", path.read_text("utf-8"))]
    writes = [path for path in files if re.search(r"[\"';{]--\{", path.read_text("utf-8"))]
    assert reads == writes == []


def test_look_no_number_is_written_by_another_rule():
    """A true minus is put in by `mlp.look.numbers` alone."""
    root = LOOK.parent
    others = [
        path.relative_to(root).as_posix()
        for path in [*root.rglob("*.py"), *root.rglob("*.js")]
        if path.stem != "numbers"
        and re.search(r"replace\(.-.,\s*.−.|toFixed\(\w+\)\.replace", path.read_text("utf-8"))
    ]
    assert others == ["look/svg.py"]  # a minus inside a formula


@pytest.mark.parametrize("shape", [(28, 28), (5, 7), (1, 1)])
def test_look_png_of_four_bits_has_the_nearest_of_16_greys(shape):
    pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    address = png(pixels, bits=4)
    image = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    shown = np.asarray(image.convert("L"), int)
    assert shown.shape == shape
    assert np.abs(shown - pixels).max() <= 8
    assert len(png(np.zeros((28, 28)), bits=4)) < 0.6 * len(png(np.zeros((28, 28))))


def test_look_a_thinned_line_lies_where_the_line_lies():
    turn = np.linspace(0, 7, 400)
    spiral = np.c_[30 * turn * np.cos(turn), 30 * turn * np.sin(turn)]
    closed = np.c_[100 * np.cos(turn[:360]), 60 * np.sin(turn[:360])]
    closed = np.r_[closed, closed[:1]]
    for line in (spiral, closed, closed[:2], closed[:1]):
        thin = thinned(line)
        assert len(thin) <= max(2, len(line) / 3)
        np.testing.assert_array_equal(thin[[0, -1]], line[[0, -1]])
        if len(line) > 2:
            fine = np.concatenate([np.linspace(a, b, 200) for a, b in pairwise(thin)])
            far = [np.hypot(*(fine - point).T).min() for point in line]
            assert max(far) < TOLERANCE + 0.1


def test_look_png_is_the_same_byte_for_byte():
    pixels = np.arange(12 * 7).reshape(7, 12) * 3 % 256
    script = (
        f"const {{greyPng}} = await import('{(LOOK / 'png.js').as_uri()}');"
        f"console.log(greyPng({(pixels / 255).ravel().tolist()}, 12));"
    )
    node = ["node", "--input-type=module", "-e", script]
    done = subprocess.run(node, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == png(pixels)
