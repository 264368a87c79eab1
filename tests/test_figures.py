"""Every figure function of the book keeps the same promises."""

import html
import inspect
import re
import xml.etree.ElementTree as ET
from typing import get_type_hints

import pytest

from mlp import figures
from mlp.look.tokens import TOKENS

PUBLIC = {name: getattr(figures, name) for name in figures.__all__}
FIGURES = {
    name: function
    for name, function in PUBLIC.items()
    if inspect.isfunction(function) and get_type_hints(function).get("return") is figures.Picture
}
KNOWN = {name for theme in TOKENS["colour"].values() for name in theme} | set(TOKENS["font"])


@pytest.fixture(scope="module", params=sorted(FIGURES))
def figure(request):
    """Give each figure function, with the picture that it draws of its own accord."""
    function = FIGURES[request.param]
    return function, function()


def test_figures_can_be_called_bare():
    for name, function in FIGURES.items():
        needed = [
            parameter.name
            for parameter in inspect.signature(function).parameters.values()
            if parameter.default is parameter.empty and parameter.kind < parameter.VAR_POSITIONAL
        ]
        assert not needed, f"figures.{name} needs {needed}: give the book's own example"


def test_figures_say_in_words_what_they_show(figure):
    _, picture = figure
    assert len(picture.alt) > 30
    assert 'role="img"' in picture._repr_html_()
    assert "aria-label=" in picture._repr_html_()


def test_figures_have_names_with_numbers(figure):
    assert re.search(r"\d", figure[1].alt), "the text alternative states no number"


def test_figures_draw_the_same_bytes_again(figure):
    function, picture = figure
    again = function()
    assert again._repr_html_() == picture._repr_html_()
    assert again.svg == picture.svg


def test_figures_leave_no_style_sheet_on_the_page(figure):
    html = figure[1]._repr_html_()
    assert "<style" not in html and "<script" not in html
    assert "<metadata" not in html


def test_figures_colour_only_by_tokens_or_greys(figure):
    html = re.sub(r"data:image/png;base64,[^\"]*", "", figure[1]._repr_html_())
    assert set(re.findall(r"var\(--(\w+)", html)) <= KNOWN
    outside = re.sub(r"var\(--\w+, #[0-9a-f]{6,8}\)", "", html)
    for value in re.findall(r"(?<!&)#[0-9a-fA-F]{6}\b", outside):
        red, green, blue = value[1:3], value[3:5], value[5:7]
        assert red == green == blue, f"a colour of its own: {value}"
    assert not re.search(r"(?:fill|stroke)=\"(?:rgb|hsl|black|white|red|blue)", outside)


def test_figures_draw_no_line_and_no_disc_in_the_colour_that_is_behind_words(figure):
    """It is dark on a dark page. A line is behind another one from 12 px on."""
    html = figure[1]._repr_html_()
    for mark in re.findall(r"<(?:line|path|circle|polyline)[^>]*var\(--mark[^>]*>", html):
        width = re.search(r'stroke-width="([\d.]+)"', mark)
        assert width and float(width[1]) >= 12, mark


def test_figures_ids_are_unique(figure):
    html = figure[1]._repr_html_()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r"url\(#([^)]+)\)", html):
        assert target in ids


def test_figures_ids_never_clash_between_figures():
    owner = {}
    for name, function in FIGURES.items():
        for key in re.findall(r'\sid="([^"]+)"', function()._repr_html_()):
            assert owner.setdefault(key, name) == name, f"{name} and {owner[key]} share #{key}"


def test_figures_svg_is_well_formed(figure, tmp_path):
    path = figure[1].save(tmp_path / "picture.svg")
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    assert root.get("aria-label") == figure[1].alt


def test_figures_labels_are_11_px_or_more(figure):
    sizes = [float(s) for s in re.findall(r'<text[^>]*font-size="([\d.]+)"', figure[1].svg)]
    sizes += [float(s) for s in re.findall(r"<text[^>]*font-size: ([\d.]+)px", figure[1].svg)]
    assert all(size >= 11 for size in sizes), min(sizes)


def test_figures_labels_stay_legible_on_a_telephone(figure):
    from mlp.figures.picture import size_of

    _, picture = figure
    for part in picture.narrow or picture.parts:
        shrink = min(1.0, 350 / size_of(part)[0])
        sizes = [float(s) for s in re.findall(r'<text[^>]*font-size="([\d.]+)"', part)]
        sizes += [float(s) for s in re.findall(r"<text[^>]*font-size: ([\d.]+)px", part)]
        assert all(size * shrink >= 10.99 for size in sizes), (min(sizes) * shrink, size_of(part))


def test_figures_labels_end_inside_the_picture(figure):
    """A letter is taken as 0.55 of the size; 11 px are what that may be wrong by."""
    from mlp.figures.picture import size_of

    _, picture = figure
    for part in (*picture.parts, *(picture.narrow or ())):
        for place, said in re.findall(r"<text([^>]*)>(.*?)</text>", part, re.S):
            at = dict(re.findall(r'([\w-]+)="([^"]*)"', place))
            if "transform" in at or "x" not in at:
                continue
            words = html.unescape(re.sub(r"<[^>]+>", "", said))
            width = 0.55 * float(at.get("font-size", 13)) * len(words)
            before = {"middle": 0.5, "end": 1}.get(at.get("text-anchor"), 0)
            left = float(at["x"]) - before * width
            assert left > -11.5 and left + width < size_of(part)[0] + 11.5, words
