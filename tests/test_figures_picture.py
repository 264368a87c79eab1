"""The record that every figure returns, and the marks of which figures are made."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from mlp.figures import Picture
from mlp.figures.picture import size_of
from mlp.look.colours import BOTH, colour, grey, sign_colour
from mlp.look.images import weight_map
from mlp.look.numbers import plain, signed
from mlp.look.svg import disc, drawing
from mlp.look.tokens import TOKENS, declarations

SQUARE = drawing(40, 30, disc(20, 15, 0.5))


def contrast(one, other):
    """WCAG 2 contrast of two colours."""

    def luminance(value):
        parts = [int(value[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


#: What is behind a thing or divides it; the others are lines and letters.
_FAINT = {"ground", "mark", "rule", "surface"}


@pytest.mark.parametrize("name", sorted(set(BOTH) - _FAINT))
def test_tokens_fallbacks_stand_out_on_both_pages(name):
    for theme in ("light", "dark"):
        ground = TOKENS["colour"][theme]["ground"]["value"]
        assert contrast(BOTH[name], ground) >= 3


def test_tokens_spot_is_seen_on_a_dark_page_and_on_black_pixels():
    spot = TOKENS["colour"]["dark"]["spot"]["value"]
    for ground in (TOKENS["colour"]["dark"]["ground"]["value"], "#000000"):
        assert contrast(spot, ground) >= 7


def test_tokens_colour_names_its_fallback():
    assert colour("want") == f"var(--want, {BOTH['want']})"
    with pytest.raises(ValueError, match="no colour 'purple'"):
        colour("purple")


def test_tokens_grey_is_255_times_the_activation():
    # round(255 · 0.2) = 51 = 0x33; below 0 and above 1 it stays black and white
    assert [grey(a) for a in (-1, 0, 0.2, 1, 7)] == [
        "#000000",
        "#000000",
        "#333333",
        "#ffffff",
        "#ffffff",
    ]


def test_tokens_numbers_carry_true_signs():
    assert [signed(x, 2) for x in (0.5, -0.5, 0.001, -0.001)] == ["+0.50", "−0.50", "0.00", "0.00"]
    assert plain(-3, 0) == "−3"
    assert [sign_colour(x) for x in (1, 0, -1)] == ["pos", "ring", "neg"]
    assert sign_colour(-1, text=True) == "negText"


def test_picture_says_its_alternative_text_safely():
    picture = Picture((SQUARE,), alt='a < b & "c"')
    assert ET.fromstring(picture.svg).get("aria-label") == 'a < b & "c"'
    assert "a &lt; b &amp; &quot;c&quot;" in picture._repr_html_()


def test_picture_repr_is_its_alternative_text():
    assert repr(Picture((SQUARE,), alt="One neuron")) == "Picture('One neuron')"


def test_picture_caption_begins_with_a_bold_claim():
    html = Picture((SQUARE,), alt="x", caption="It is 0.5 grey. Look at $a$.")._repr_html_()
    claim = re.search(r"<b [^>]*>(.*?)</b>(.*?)</figcaption>", html)
    assert claim[1] == "It is 0.5 grey."
    assert claim[2] == " Look at <i>a</i>."


def test_picture_parts_become_one_svg_side_by_side():
    svg = Picture((SQUARE, SQUARE), alt="two").svg
    # 40 + 24 + 40 wide
    assert size_of(svg) == (104, 30)
    assert [child.get("x") for child in ET.fromstring(svg)] == ["0", "64"]


def test_picture_narrow_layout_is_hidden_by_arithmetic_not_by_a_style_sheet():
    html = Picture((SQUARE,), alt="x", narrow=(drawing(20, 90),))._repr_html_()
    assert "100% - 559.5px" in html and "560px - 100%" in html
    assert "<style" not in html


def test_picture_ids_differ_where_pictures_differ():
    weights = weight_map(np.eye(4), 0, 0, 10)
    found = [
        set(re.findall(r' id="(\w[^"]*)"', Picture((drawing(9, 9, weights, other),), alt="x").svg))
        for other in ("", disc(1, 1, 1))
    ]
    assert found[0] and found[1] and not found[0] & found[1]


def test_picture_refuses_other_endings(tmp_path):
    with pytest.raises(ValueError, match=r"\.svg, got 'picture.gif'"):
        Picture((SQUARE,), alt="x").save(tmp_path / "picture.gif")


def test_tokens_css_knows_two_themes():
    assert "--ground:#fdfdfb;" in declarations("light")
    assert "--ground:#15171b;" in declarations("dark")
    with pytest.raises(ValueError, match="light"):
        declarations("sepia")
