"""The data of `mlp` on a page: a file comes over the network when it is opened first.

The digits weigh as much as all the rest of `mlp`, and most exercises need none of them.
"""

import sys
from collections.abc import Callable

from mlp.mnist import DATA

FAILED = (
    "The data that this needs ({name}) did not load: perhaps you are offline. What you wrote is "
    "kept; press Run to try again."
)
failed: list[str] = []  # what could not be brought in the present run, as a sentence


def come_when_opened(names: list[str], bring: Callable[[str, str], None]) -> None:
    """Let files of `mlp`'s data come when they are opened.

    Parameters
    ----------
    names : list of str
        The files' names.
    bring : callable
        ``bring(name, path)`` writes the file there, or raises an error.
    """
    waiting = {str(DATA / name): name for name in names}

    def hear(event: str, about: tuple) -> None:
        if event != "open" or not isinstance(about[0], str) or about[0] not in waiting:
            return
        name = waiting[about[0]]
        try:
            bring(name, about[0])
        except Exception as error:
            failed.append(FAILED.format(name=name))
            raise ConnectionError(failed[-1]) from error
        del waiting[about[0]]

    sys.addaudithook(hear)
