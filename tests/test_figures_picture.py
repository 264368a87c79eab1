"""The record that every figure returns, and the marks of which figures are made."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from mlp.figures import Picture, plots
from mlp.figures.images import digit, png, weight_map
from mlp.figures.picture import css, size_of
from mlp.figures.svg import arrow, disc, drawing, edge, label, line
from mlp.figures.tokens import BOTH, TOKENS, colour, grey, plain, sign_colour, signed

SQUARE = drawing(40, 30, disc(20, 15, 0.5))


def contrast(one, other):
    """WCAG 2 contrast of two colours."""

    def luminance(value):
        parts = [int(value[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", sorted(BOTH))
def test_tokens_fallbacks_stand_out_on_both_pages(name):
    for theme in ("light", "dark"):
        ground = TOKENS["colour"][theme]["ground"]["value"]
        assert contrast(BOTH[name], ground) >= 3


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
    with pytest.raises(ValueError, match=r"\.svg or \.png, got 'picture.gif'"):
        Picture((SQUARE,), alt="x").save(tmp_path / "picture.gif")


def test_picture_css_knows_two_themes():
    assert "--ground:#fdfdfb;" in css("light") and "--ground:#15171b;" in css("dark")
    with pytest.raises(ValueError, match="light"):
        css("sepia")


def test_picture_png_shows_the_theme(tmp_path, chromium_path):
    import struct

    sizes = []
    for theme in ("light", "dark"):
        data = Picture((SQUARE,), alt="x").save(tmp_path / f"{theme}.png", theme=theme).read_bytes()
        assert data.startswith(b"\x89PNG")
        sizes.append(struct.unpack(">II", data[16:24]))
    assert sizes[0] == sizes[1] and sizes[0][0] > 680
    assert (tmp_path / "light.png").read_bytes() != (tmp_path / "dark.png").read_bytes()


@pytest.fixture(scope="module")
def browser_page():
    """An empty page in Chromium, 390 px wide."""
    import shutil

    if not (found := shutil.which("chromium")):
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 390, "height": 600})
        browser.close()


@pytest.mark.parametrize(("width", "seen"), [(680, 500), (350, 300)])
def test_picture_shows_the_layout_that_fits(browser_page, width, seen):
    html = Picture((drawing(500, 50),), alt="x", narrow=(drawing(300, 50),))._repr_html_()
    browser_page.set_viewport_size({"width": width, "height": 600})
    browser_page.set_content(f"<body style='margin:0'>{html}")
    boxes = browser_page.evaluate(
        "[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect())"
        ".map(r => [r.width, r.height])"
    )
    assert [w for w, h in boxes if w * h > 0] == [seen]


def test_picture_is_never_wider_than_its_place(browser_page):
    html = Picture((drawing(680, 50), drawing(209, 50)), alt="x")._repr_html_()
    browser_page.set_viewport_size({"width": 390, "height": 600})
    browser_page.set_content(f"<body style='margin:20px'>{html}")
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 390


def test_svg_label_sets_symbols_in_italics():
    root = ET.fromstring(drawing(9, 9, label(0, 0, "sum $w_{jk}^{(2)}$ & more")))
    spans = [(s.text, s.get("font-style")) for s in root[0].iter() if s.tag.endswith("tspan")]
    assert spans[:3] == [("w", "italic"), ("jk", "italic"), ("(2)", None)]
    assert "".join(root[0].itertext()).replace("\u200b", "") == "sum wjk(2) & more"


def test_svg_label_wants_dollars_in_pairs():
    with pytest.raises(ValueError, match="a dollar without its partner"):
        label(0, 0, "5 $")


def test_svg_edge_starts_at_the_rim():
    # from (0, 0) to (100, 0) with radii 10 and 20: from 10 to 80
    mark = ET.fromstring(edge(0, 0, 100, 0, -2, largest=2, r1=10, r2=20, widest=6))
    assert (mark.get("x1"), mark.get("x2")) == ("10", "80")
    assert mark.get("stroke") == colour("neg")
    assert mark.get("stroke-width") == "6"


def test_svg_arrow_of_no_length_is_nothing():
    assert arrow(3, 3, 3, 3) == ""


def test_svg_numbers_are_short():
    assert 'x1="0" y1="1.5" x2="0.33" y2="-2"' in line(-0.001, 1.5, 1 / 3, -2)


def test_images_png_holds_the_pixels():
    import base64
    import zlib

    image = np.arange(6, dtype=np.uint8).reshape(2, 3)
    data = base64.b64decode(png(image).split(",")[1])
    start = data.index(b"IDAT") + 4
    length = int.from_bytes(data[start - 8 : start - 4], "big")
    # each row has a filter byte in front, 0 for none
    assert zlib.decompress(data[start : start + length]) == b"\0\0\1\2\0\3\4\5"


def test_images_digit_takes_pixels_or_activations():
    pixels = np.array([[0, 255], [51, 102]], np.uint8)
    assert digit(pixels, 0, 0, 10) == digit(pixels / 255, 0, 0, 10)
    with pytest.raises(ValueError, match=r"got \(783,\)"):
        digit(np.zeros(783), 0, 0, 10)


def test_images_weight_map_shines_blue_above_0_and_orange_below():
    both = weight_map(np.array([[1.0, -1.0]]), 0, 0, 10)
    assert colour("pos") in both and colour("neg") in both
    assert colour("neg") not in weight_map(np.array([[1.0, 0.0]]), 0, 0, 10)


def test_images_weight_maps_share_an_id_only_when_equal():
    ids = [
        re.findall(r'id="(\w+)"', weight_map(np.eye(4) * s, 0, 0, 10, largest=9)) for s in (1, 2)
    ]
    assert ids[0] != ids[1]


def test_plots_follow_the_page_and_leave_no_trace():
    import matplotlib

    before = dict(matplotlib.rcParams)
    figure, ax = plots.panel(300, 120)
    ax.plot([0, 1], [1, 0], color=BOTH["cost"])
    svg = plots.to_svg(figure)
    assert dict(matplotlib.rcParams) == before
    assert size_of(svg) == (300, 120)
    assert colour("cost") in svg and "<style" not in svg and "DejaVu" not in svg
    assert svg == plots.to_svg(figure)


def test_plots_use_no_global_figures():
    import sys

    plots.panel()
    if (pyplot := sys.modules.get("matplotlib.pyplot")) is not None:
        assert pyplot.get_fignums() == []


def test_figures_start_without_matplotlib():
    import subprocess
    import sys

    code = "import sys; from mlp import figures; print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
