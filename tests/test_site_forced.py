"""Colours that the reader has forced (high contrast): nothing vanishes, what is chosen shows."""

import itertools

import pytest
from browsing import visiting
from widget_page import opened

from mlp import widgets

#: What the page is set to, and what the system forces.
THEMES = [("auto", "dark"), ("light", "dark"), ("dark", "light")]

CONTROLS = (".top a", "#theme", ".tools a", ".quiz summary", ".live input", ".live .btn")
_ALL = "main section { content-visibility: visible !important }"
# What is felt, not seen; grounds behind words; black and white that mean dark and lit, and what
# is on them.
_NOT_INK = ".hit, .touch, .core, .rim, .ink, [fill*=mark], [stroke*=mark], " + ", ".join(
    f"[fill='{literal}'], [style*='fill:{literal}'], [style*='fill: {literal}']"
    for literal in ("#000", "#fff", "rgb(0, 0, 0)", "rgb(255, 255, 255)", "#000000", "#ffffff")
)
_KNOW = """
  const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = colour => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data];
  };
  const light = colour => rgb(colour).slice(0, 3)
    .map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const canvas = getComputedStyle(document.body).backgroundColor;
"""
# Lines, rings and words of drawings that the page's ground swallows.
_SWALLOWED = f"""() => {{ {_KNOW}
  const bad = [];
  for (const mark of document.querySelectorAll('main svg :is(line, path, circle, rect, text)')) {{
    if (!mark.getClientRects().length || mark.closest('[hidden], defs, clipPath, mask')
      || mark.matches({_NOT_INK!r})) continue;
    const style = getComputedStyle(mark);
    if (style.visibility === 'hidden' || +style.opacity < 0.3) continue;
    const shown = [style.stroke, mark.tagName === 'line' ? 'none' : style.fill]
      .filter(colour => colour !== 'none' && rgb(colour)[3]);
    if (!shown.length || style.paintOrder.startsWith('stroke') || mark.matches('.halo')) continue;
    if (Math.max(...shown.map(colour => contrast(colour, canvas))) < 3)
      bad.push([mark.outerHTML.slice(0, 120), style.stroke, style.fill]);
  }}
  return bad;
}}"""
_OUTLINE = f"""control => {{ {_KNOW}
  const style = getComputedStyle(control);
  return [style.outlineStyle, parseFloat(style.outlineWidth), contrast(style.outlineColor, canvas)];
}}"""
_RULES = f"""() => {{ {_KNOW}
  return [...document.querySelectorAll('main section > .scroll > table td')]
    .map(cell => getComputedStyle(cell))
    .map(style => [parseFloat(style.borderBottomWidth), contrast(style.borderBottomColor, canvas)]);
}}"""


@pytest.fixture(scope="module", params=THEMES, ids=["-on-".join(pair) for pair in THEMES])
def chapter(request, browser, served):
    """A chapter whose colours the system forces, whatever theme the reader has set."""
    theme, system = request.param
    url = f"{served}/chapters/ch1/neurons.html"
    forced = {"forced_colors": "active", "color_scheme": system, "reduced_motion": "reduce"}
    with visiting(browser, url, **forced) as visit:
        page = visit.page
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        page.add_style_tag(content=_ALL)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        page.locator("figure.widget").first.scroll_into_view_if_needed()
        page.locator("figure.live").first.wait_for()
        yield page


def test_forced_colours_swallow_no_mark_of_a_drawing(chapter):
    assert chapter.evaluate(_SWALLOWED) == []


def test_forced_colours_leave_the_lines_of_tables(chapter):
    lines = chapter.evaluate(_RULES)
    assert len(lines) > 20
    assert all(width >= 1 and contrast >= 3 for width, contrast in lines)


def test_forced_colours_leave_the_ring_of_what_has_the_focus(chapter):
    for selector in (
        ".top a",
        "#theme",
        ".tools a",
        ".quiz summary",
        ".live input",
        ".live .btn",
    ):
        chapter.keyboard.press("Tab")  # what follows is as if by keyboard
        control = chapter.locator(f"{selector}:visible").first
        control.focus()
        style, width, contrast = control.evaluate(_OUTLINE)
        assert style == "solid" and width >= 2 and contrast >= 3, selector


def test_forced_colours_tell_right_from_wrong(chapter):
    looks = []
    for kind in ("right", "wrong"):
        answer = chapter.locator(f".quiz .{kind}").first
        answer.evaluate("each => { each.open = true }")
        looks.append(
            answer.evaluate(
                """each => {
                  const disc = getComputedStyle(each.querySelector('summary'), '::before');
                  return [disc.backgroundColor, disc.borderColor];
                }"""
            )
        )
    assert looks[0][0] == "rgb(255, 255, 255)" and looks[1][0] == "rgb(0, 0, 0)"
    assert looks[0][1] == looks[1][1]


def test_forced_colours_show_the_section_that_is_read(chapter):
    chapter.locator("nav.sections a").nth(3).click()
    chapter.wait_for_selector("nav.sections a[aria-current]")
    line = "link => getComputedStyle(link).borderLeftColor"
    here = chapter.locator("nav.sections a[aria-current]").evaluate(line)
    assert here != chapter.locator("nav.sections a:not([aria-current])").first.evaluate(line)


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_forced_colours_show_each_figures_marks_and_choice(browser, name):
    context = browser.new_context(
        forced_colors="active", color_scheme="dark", reduced_motion="reduce"
    )
    with opened(context, [getattr(widgets, name)()]) as tab:
        tab.locator("figure.live").wait_for()
        assert tab.evaluate(_SWALLOWED) == []
        for group in tab.locator("fieldset.choice").all():
            lines = group.locator("input").evaluate_all(
                """all => all.map(input => [input.checked,
                  getComputedStyle(input.nextElementSibling).borderBottomColor])"""
            )
            chosen = {colour for checked, colour in lines if checked}
            assert len(chosen) == 1 and not chosen & {c for checked, c in lines if not checked}
            boxes = [label.bounding_box() for label in group.locator("label").all()]
            for one, other in itertools.pairwise(boxes):
                same_row = abs(one["y"] - other["y"]) < 1
                assert not same_row or one["x"] + one["width"] <= other["x"] + 1
    context.close()
