"""What a run shows on a page: what is printed, values, figures; no more of them than fits."""

import io
import reprlib
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout

PRINTED = 20_000  # characters that are shown of what is printed in a row, or of one value
HTML = 5_000_000  # characters that are shown of one figure
COUNT = 100  # outputs that are shown of one run
MANY = 1000  # elements that are shown of a list
MORE = "\n… and more"


class _Paper(io.TextIOBase):
    """Takes what is printed, in its order among what is shown."""

    def __init__(self, outputs: list, kind: str):
        self.outputs, self.kind = outputs, kind

    def write(self, text: str) -> int:
        before = ""
        if self.outputs and self.outputs[-1][0] == self.kind:
            if self.outputs[-1][1].endswith(MORE):  # full: a loop may print for long
                return len(text)
            before = self.outputs.pop()[1]
        self.outputs.append((self.kind, cut(before + text)))
        return len(text)


class _Nobody(io.TextIOBase):
    """Is asked by `input`."""

    def readline(self, size: int = -1) -> str:
        raise EOFError("there is nobody to ask in this page: write the value into your code")

    read = readline


def cut(text: str) -> str:
    r"""Return a text as it is shown: its beginning, and that there is more.

    Examples
    --------
    >>> cut("short"), cut("long " * 10_000)[-20:]
    ('short', 'ong long \n… and more')
    """
    return text if len(text) <= PRINTED else text[:PRINTED] + MORE


@contextmanager
def shown_on(outputs: list):
    """Write what is printed meanwhile to `outputs`; nobody answers `input`."""
    paper, before = _Paper(outputs, "text"), sys.stdin
    sys.stdin = _Nobody()
    try:
        with redirect_stdout(paper), redirect_stderr(paper):
            yield
    finally:
        sys.stdin = before


def shown(value: object) -> tuple[str, str]:
    """Return what is shown of a value: its HTML if it has some, else its text.

    An error that the value itself raises is shown, as a notebook does, and the cell goes on.
    """
    try:
        html = _html(value)
        if html is None:
            return "text", cut(_text(value)) + "\n"
    except Exception as error:
        return "text", f"It cannot be shown: {type(error).__name__}: {error}\n"
    if len(html) > HTML:
        return "text", f"A figure of {len(html) / 1e6:.0f} MB: too large to be shown on the page.\n"
    return "html", html


def _text(value: object) -> str:
    if not isinstance(value, (list, tuple, dict, set, frozenset)) or len(value) <= MANY:
        return repr(value)
    few = reprlib.Repr()  # the whole of ten million numbers would take half a minute
    few.maxlist = few.maxtuple = few.maxdict = few.maxset = few.maxfrozenset = MANY
    return few.repr(value)


def _html(value: object) -> str | None:
    if isinstance(value, type):
        return None
    if hasattr(value, "_repr_html_") and (html := value._repr_html_()) is not None:
        return html
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_()
        return (bundle[0] if isinstance(bundle, tuple) else bundle).get("text/html")
    return _svg(value) if hasattr(value, "savefig") else None


def _svg(figure: object) -> str:
    picture = io.StringIO()
    figure.savefig(picture, format="svg")
    text = picture.getvalue()
    return text[text.index("<svg") :]


def drawn_by_pyplot(outputs: list) -> None:
    """Show the figures that were drawn by Matplotlib's own commands, and forget them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if not pyplot:
        return
    for number in pyplot.get_fignums():
        outputs.append(shown(pyplot.figure(number)))
    pyplot.close("all")


def few(outputs: list) -> list:
    """Return the outputs that are shown of a run: the first ones, if there are many."""
    if len(outputs) <= COUNT:
        return outputs
    return [*outputs[:COUNT], ("text", f"… and {len(outputs) - COUNT} outputs more")]
