"""In a notebook: a check that runs before the cell of its exercise says so, in place of NameError.

The name is looked up before the check is called, so that only IPython can see it.
"""

import linecache
import sys

from mlp.checks.errors import Mistake
from mlp.exercises import EXERCISES


def watch_for_missing_names() -> None:
    """Have IPython, if this is one, show `not_run` where the name of an exercise is missing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if hasattr(ipython, "get_ipython") else None
    if getattr(shell, "custom_exceptions", None) == ():  # somebody else's handler stays
        shell.set_custom_exc((NameError,), _show)


def not_run(name: str) -> Mistake:
    """Return what to say where a check is called with a name that is not there."""
    return Mistake(
        f"Not yet: there is no function {name} so far.\n"
        f"Run the cell in which you write {name}, and then this one again. After a restart every "
        "cell has to be run again, from the top.",
        "not-run",
    )


def _show(shell, kind, error, traceback, tb_offset=None) -> None:
    """Show a NameError: as IPython does, or in words if a check lacks its exercise."""
    name = getattr(error, "name", None)
    if name not in EXERCISES or not _is_in_a_cell(traceback, f"checks.{name}("):
        return shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
    mistake = not_run(name)
    return shell._showtraceback(Mistake, mistake, mistake._render_traceback_())


def _is_in_a_cell(traceback, text: str) -> bool:
    """Say whether an error was raised by a cell itself, on a line that holds this text."""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    code = traceback.tb_frame.f_code
    line = linecache.getline(code.co_filename, traceback.tb_lineno)
    return code.co_name == "<module>" and text in line.replace(" ", "")
