"""The figures' JavaScript modules, and what pages and notebooks are sent of them.

The sources, ``*.js`` here and in `mlp.look`, are ES modules that import each other by name. A page
that is opened as a file may not load such modules, and a notebook takes one text only. So each
module is sent as a function of its imports, ``figures.define(name, use => {…})``, which the few
lines of ``registry.js`` put together.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
#: What every figure needs: sent with ``host.js``, the one script that a page loads by itself.
SHARED = (
    "look/dom",
    "look/numbers",
    "look/colours",
    "look/edges",
    "look/svg",
    "look/axes",
    "widgets/handles",
    "widgets/host",
)
_IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.{1,2}/[\w/]*?)(\w+)\.js';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:const|function|async function|class) (\w+))", re.MULTILINE)
_FOLDERS = {"./": "{}", "../look/": "look", "../widgets/": "widgets"}


@cache
def source(name: str) -> str:
    """Return the text of a module: ``widgets/kit``, ``look/svg``; or the network's weights."""
    if name == "widgets/trained":
        from mlp.widgets.states import trained_module

        return trained_module()
    return (HERE.parent / f"{name}.js").read_text(encoding="utf-8")


def imports(name: str) -> list[str]:
    """Return the names of the modules that a module imports itself."""
    folder = name.split("/")[0]
    return [
        f"{_FOLDERS[place].format(folder)}/{part}"
        for _, place, part in _IMPORT.findall(source(name))
    ]


def needed(name: str) -> list[str]:
    """Return the modules that a module needs, each once, itself last."""
    found: list[str] = []

    def gather(part: str) -> None:
        for other in imports(part):
            gather(other)
        if part not in found:
            found.append(part)

    gather(name)
    return found


@cache
def defined(name: str) -> str:
    """Return a module as a function of its imports: ``figures.define(name, use => {…});``."""
    folder = name.split("/")[0]

    def used(match: re.Match) -> str:
        names, place, part = match.groups()
        return f"const {{{names}}} = use('{_FOLDERS[place].format(folder)}/{part}');\n"

    text = source(name)
    exported = ", ".join(found[1] for found in _EXPORT.findall(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(used, text))
    return f"figures.define('{name}', use => {{\n{body}return {{{exported}}};\n}});\n"


def bundle(name: str) -> str:
    """Return a figure's module and all that it needs as one script, which defines ``figures``.

    Parameters
    ----------
    name : str
        Of a module in this folder, for instance ``one_neuron``.
    """
    parts = dict.fromkeys([*needed("widgets/host"), *needed(f"widgets/{name}")])
    return registry() + "".join(map(defined, parts))


def registry() -> str:
    """Return the script that puts modules together."""
    return (HERE / "registry.js").read_text(encoding="utf-8")


def host(modules: list[str]) -> str:
    """Return ``host.js``: what all figures share, and which other files each of them needs."""
    needs = {
        module: [part.split("/")[1] for part in needed(f"widgets/{module}") if part not in SHARED]
        for module in modules
    }
    shared = "".join(map(defined, SHARED))
    start = f"figures.use('widgets/host').hostPage({json.dumps(needs)});\n"
    return registry() + shared + start


def write_modules(folder: str | os.PathLike[str], modules: list[str]) -> list[Path]:
    """Write the scripts of figures into a folder: ``host.js``, and a file for each other module."""
    folder = Path(folder)
    texts = {"host": host(modules)}
    for module in modules:
        for part in needed(f"widgets/{module}"):
            if part not in SHARED:
                texts[part.split("/")[1]] = defined(part)
    made = []
    for stem, text in sorted(texts.items()):
        (folder / f"{stem}.js").write_text(text, encoding="utf-8")
        made.append(folder / f"{stem}.js")
    return made
