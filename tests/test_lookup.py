"""The pages to look things up: every term and symbol is there, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from book.tools.release import read_source

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = sorted((ROOT / "solutions").glob("ch?/*.md"))
NOTATION = (ROOT / "book" / "notation.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
TERMS = [line for line in GLOSSARY.splitlines() if re.match(r"\w", line)]

# The words that the course must explain, from neural network to the gradient's components.
WORDS = """
    neural network; layer; neuron; node; parameter; weight; bias; linear regression; slope;
    input layer; output layer; hidden layer; convolutional neural network; CNN;
    long short-term memory; LSTM; multilayer perceptron; activation; connection; MNIST; pixel;
    weighted sum; threshold; activation function; non-linearity; matrix; sigmoid; ReLU;
    rectified linear unit; tanh; gradient descent; cost function; labelled dataset; desired output;
    mean squared error; training example; gradient; local minimum; overshooting; backpropagation;
    nudge; stochastic gradient descent; mini-batch; squared error; chain rule; sensitivity;
    partial derivative; vector; learning rate; epoch
"""


def headings(path):
    cells = [cell for cell in read_source(path).cells if cell.cell_type == "markdown"]
    lines = [line for cell in cells for line in cell.source.splitlines()]
    return [line.lstrip("# ") for line in lines if re.match(r"#{1,4} ", line)]


def slug(heading):
    """Return the address of a heading, as MyST makes it."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


@pytest.mark.parametrize("word", re.split(r";\s*", " ".join(WORDS.split())))
def test_glossary_explains(word):
    assert word in TERMS


def test_glossary_is_in_alphabetical_order():
    entries = re.findall(r"\n\n(\w.*)", GLOSSARY[GLOSSARY.index("```{glossary}") :])
    first = [entry.lower() for entry in entries]
    assert first == sorted(first, key=lambda word: word.replace("-", " "))


def test_glossary_names_each_term_once():
    assert len({term.lower() for term in TERMS}) == len(TERMS)


def test_notation_links_lead_to_headings_of_the_chapters():
    links = re.findall(r"\[(\d) · ([^\]]+)\]\(\.\./chapters/(ch\d/\w+)\.ipynb#([^)]+)\)", NOTATION)
    assert len(links) == NOTATION.count("../chapters/")
    for number, section, chapter, anchor in links:
        path = ROOT / "solutions" / f"{chapter}.md"
        assert chapter.startswith(f"ch{number}")
        assert section in headings(path), f"{chapter} has no section {section!r}"
        assert anchor == slug(section)


def test_notation_has_every_symbol_of_the_chapters_tables():
    def symbols(text):
        return {
            re.sub(r"[\s\\,;/{}]|text|dfrac|frac", "", s) for s in re.findall(r"\$([^$]+)\$", text)
        }

    known = symbols(NOTATION)
    for path in CHAPTERS:
        text = path.read_text(encoding="utf-8")
        table = re.search(r"### Symbols.*?\n\n(\|.*?)\n\n", text, re.S)
        assert table, f"{path.name} has no table of symbols"
        for row in table[1].splitlines()[2:]:
            for symbol in symbols(row.split("|")[1]):
                assert any(symbol in there for there in known), f"{path.name}: {symbol}"
