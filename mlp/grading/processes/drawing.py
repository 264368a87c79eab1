"""Draw a chapter's own figures while grading: `mlp grade --figures`.

They are the same for every student, so each worker draws them once, in the process of the tests,
from the instructor's cells. Without the option no figure is drawn: an answer does not need them.
"""

import os
import warnings
from typing import Any

from mlp.grading.intake import notebook as nb
from mlp.grading.intake.bundle import CHAPTER, Bundle
from mlp.grading.processes import cells


def draw(bundle: Bundle) -> tuple[dict[str, list[nb.Node]], list[str]]:
    """Run the chapter's own cells in this process.

    Returns
    -------
    tuple
        The outputs of each cell that shows something, by its id, and what went wrong: 'cell: type:
        message' for each cell that failed.
    """
    with warnings.catch_warnings():
        return _drawn(bundle)


def _drawn(bundle):
    os.environ["MLP_WIDGETS"] = "html"  # an interactive figure as the page has it
    namespace: dict = {"__name__": "__main__"}
    outputs, failures = {}, []
    for cell in bundle.cells:
        if cell.role == CHAPTER and cell.cell_type == "code":
            seconds = cells.CELL_SECONDS
            ok, printed, data, error = cells.run_cell(
                namespace, cell.source, cell.key, seconds, data_of
            )
            failures += [] if ok else [f"{cell.key}: {error[0]}: {error[1]}"]
            found = [nb.printed(printed)] if printed else []
            found += [nb.shown(data)] if data else []
            if found:
                outputs[cell.key] = found
    return outputs, failures


def data_of(value: Any) -> dict[str, str]:
    """Return what a notebook shows of a value: `{type: text}`.

    Examples
    --------
    >>> data_of(1 / 4)
    {'text/plain': '0.25'}
    """
    data = {"text/plain": cells.text_of(value)}
    if hasattr(value, "svg"):
        data["image/svg+xml"] = value.svg
    elif hasattr(value, "_repr_mimebundle_"):
        data["text/html"] = value._repr_mimebundle_()["text/html"]
    return data
