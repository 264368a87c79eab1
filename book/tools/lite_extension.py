"""Put the browser notebook's own modules, ``book/lite/notebook/*.js``, into one script.

Each module becomes a function that returns what it exports; its imports take that from the others.
The styles go along as a text.
"""

import json
import re
import shutil
from pathlib import Path

_IMPORT = re.compile(r"^import \{([^}]*)\} from '([./\w]*?)(\w+)\.js';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|const) (\w+))", re.MULTILINE)


def bundle(folder: Path, name: str = "main") -> str:
    """Return a module and all that it imports as one script."""
    made: dict[str, str] = {}

    def add(folder: Path, name: str) -> None:
        text = (folder / f"{name}.js").read_text(encoding="utf-8")
        for _, way, other in _IMPORT.findall(text):
            if other not in made:
                add(folder / way, other)
        exports = ", ".join(found for _, found in _EXPORT.findall(text))
        body = _EXPORT.sub(r"\1", _IMPORT.sub(r"const {\1} = \3Module;\n", text))
        made[name] = f"const {name}Module = (() => {{\n{body}\nreturn {{{exports}}};\n}})();\n"

    add(folder, name)
    return f"(() => {{\n{''.join(made.values())}}})();\n"


def write(source: Path, folder: Path) -> Path:
    """Write the extension, as JupyterLab takes it, and return its folder."""
    static = folder / "static"
    static.mkdir(parents=True)
    shutil.copy(source / "package.json", folder)
    styles = json.dumps((source / "notebook.css").read_text(encoding="utf-8"))
    show = (
        "const style = document.createElement('style');\n"
        f"style.textContent = {styles};\ndocument.head.append(style);\n"
    )
    (static / "remoteEntry.js").write_text(f"{{\n{show}}}\n{bundle(source)}", encoding="utf-8")
    return folder
