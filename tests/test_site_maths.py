"""Formulas: what the page holds of them, and that they are set whatever this machine has."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "book" / "_ext"))

import course_mathml

ROOT = Path(__file__).resolve().parent.parent
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
extensions = ["myst_parser", "course_maths"]
html_math_renderer = "katex"
myst_enable_extensions = ["dollarmath"]
"""
MATHML = (
    '<span class="katex"><math xmlns="m"><semantics>{}'
    "<annotation>x</annotation></semantics></math></span>"
)


def small(inner, latex="x", **options):
    return course_mathml.formula(MATHML.format(inner), latex, **options)


def built(folder, *, node):
    """Build a page with one formula and return its HTML and what the build said."""
    if node and not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Sigmoid\n\nIt is $\\frac{1}{1 + e^{-z}}$.\n")
    nowhere = folder / "nowhere"
    nowhere.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-b", "html", ".", "out"],
        cwd=folder,
        env=os.environ | ({} if node else {"PATH": str(nowhere)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return (folder / "out" / "index.html").read_text("utf-8"), made.stdout


def test_maths_stand_in_the_page_once_as_mathml(tmp_path):
    html, _ = built(tmp_path, node=True)
    formula = re.search(r'<span class="math[^>]*>(.*?)</span>', html, re.DOTALL)[1]
    assert formula == (
        r'<math data-tex="\frac{1}{1 + e^{-z}}"><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo>'
        r'<msup><mi>e</mi><mrow><mo form="prefix" lspace="0em" rspace="0em">−</mo><mi>z</mi></mrow>'
        "</msup></mrow></mfrac>"
        "</math>"
    )


def test_maths_without_node_are_left_to_the_browser(tmp_path):
    html, said = built(tmp_path, node=False)
    assert "\\frac{1}" in html and "<math" not in html
    assert (tmp_path / "out" / "_static" / "katex.min.js").exists()
    assert "Node.js is missing" in said


def test_maths_lose_what_groups_one_thing_alone():
    found = small("<mrow><mrow><msub><mi>w</mi><mrow><mn>1</mn></mrow></msub></mrow></mrow>")
    assert found == '<math data-tex="x"><msub><mi>w</mi><mn>1</mn></msub></math>'


def test_maths_keep_the_space_of_a_sign_that_stands_alone():
    """13{,}002: the comma in braces is no separator."""
    assert "<mrow><mo>,</mo></mrow>" in small(
        "<mrow><mn>13</mn><mrow><mo>,</mo></mrow><mn>2</mn></mrow>"
    )


def test_maths_give_a_cell_the_style_of_what_is_in_it():
    cell = '<mstyle scriptlevel="0" displaystyle="true"><mrow><mi>a</mi><mo>=</mo></mrow></mstyle>'
    found = small(f"<mtable><mtr><mtd>{cell}</mtd></mtr></mtable>", display=True)
    assert '<mtd scriptlevel="0" displaystyle="true"><mi>a</mi><mo>=</mo></mtd>' in found


@pytest.mark.parametrize(
    ("before", "prefix"),
    [
        ("", True),
        ("<mo>(</mo>", True),
        ("<mo>=</mo>", True),
        ("<mo>⋅</mo>", True),
        ("<mi>a</mi>", False),
        ("<mo>)</mo>", False),
        ("<mrow></mrow>", False),  # in a table's cell: what is added to the line above
    ],
)
def test_maths_a_sign_has_no_space_behind_it(before, prefix):
    found = small(f"<mrow>{before}<mo>−</mo><mn>1</mn><mo>)</mo></mrow>")
    assert ('form="prefix">−' in found) == prefix


def test_maths_a_sum_goes_on_after_its_dots():
    found = small("<mrow><mo>+</mo><mo>⋯</mo><mo>+</mo><mi>b</mi></mrow>")
    assert found.endswith("<mo>⋯</mo><mo>+</mo><mi>b</mi></math>")


@pytest.mark.parametrize(
    ("before", "after", "spaces"),
    [
        ("<mi>y</mi>", "<mi>a</mi>", (True, True)),
        ("<mo>)</mo>", "<mo>(</mo>", (True, False)),
        ("<mo>−</mo>", "<mn>0.67</mn>", (False, True)),
        ("", "<mo>(</mo>", (False, False)),
    ],
)
def test_maths_a_named_function_stands_apart_from_its_neighbours(before, after, spaces):
    found = small(f"<mrow>{before}<mi>ln</mi><mo>\u2061</mo>{after}<mo>.</mo></mrow>")
    assert ("<mspace" in found, "rspace" in found) == spaces


def test_maths_a_maximum_over_an_index_stands_apart_too():
    largest = "<munder><mrow><mi>max</mi><mo>\u2061</mo></mrow><mi>q</mi></munder>"
    assert "<mspace" in small(f"<mrow>{largest}<mfrac><mn>1</mn><mn>2</mn></mfrac></mrow>")
    assert "<mspace" not in small(f"<mrow>{largest}<mo>(</mo><mi>a</mi></mrow>")


def test_maths_an_index_has_no_space_round_its_operators():
    index = "<mrow><mo>(</mo><mi>L</mi><mo>−</mo><mn>1</mn><mo>)</mo></mrow>"
    found = small(f"<mrow><msup><mi>a</mi>{index}</msup><mo>−</mo><mi>b</mi></mrow>")
    assert '<mo>(</mo><mi>L</mi><mo lspace="0em" rspace="0em">−</mo>' in found
    assert found.count("lspace") == 1


def test_maths_brackets_of_a_set_size_stand_level_with_one_that_has_an_exponent():
    bracket = '<mo minsize="1.2em" maxsize="1.2em">{}</mo>'
    found = small(
        f"<mrow>{bracket.format('(')}<mi>y</mi><msup>{bracket.format(')')}<mn>2</mn></msup></mrow>"
    )
    assert "size" not in found
    assert found.count('stretchy="false"') == 2


LONG = "a = b + (c - d) + efghijklmn"
SIGNS = "".join(
    f"<mo>{letter}</mo>" if letter in "=+()−" else f"<mi>{letter}</mi>"
    for letter in "a=b+(c−d)+efghijklmn"
)


def test_maths_long_formulas_may_be_broken_outside_of_brackets():
    parts = small(f"<mrow>{SIGNS}</mrow>", LONG).split("</math>")[:-1]
    assert [re.sub("<[^>]*>", "", part) for part in parts] == ["a=", "b+", "(c−d)+", "efghijklmn"]
    assert [re.search('data-tex="(.*?)"', part)[1] for part in parts] == [LONG, "", "", ""]


def test_maths_bars_of_an_absolute_value_stand_at_what_they_hold():
    found = small("<mrow><mi>x</mi><mo>∣</mo><mi>g</mi><mo>∣</mo></mrow>")
    assert found.count('<mo lspace="0em" rspace="0em">∣</mo>') == 2


def test_maths_a_sum_is_broken_between_its_terms_and_a_product_anywhere():
    for formula, parts in (("2⋅3+4⋅5=26", ["2⋅3+", "4⋅5=", "26"]), ("2⋅3⋅45", ["2⋅", "3⋅", "45"])):
        signs = "".join(
            f"<mo>{letter}</mo>" if letter in "⋅+=" else f"<mn>{letter}</mn>" for letter in formula
        )
        found = small(f"<mrow>{signs}</mrow>", LONG).split("</math>")[:-1]
        assert [re.sub("<[^>]*>", "", part) for part in found] == parts


def test_maths_short_formulas_and_those_with_their_own_line_are_not_broken():
    assert small(f"<mrow>{SIGNS}</mrow>", "a=b+c").count("<math") == 1
    assert small(f"<mrow>{SIGNS}</mrow>", LONG, display=True).count("<math") == 1
