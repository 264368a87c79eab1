"""Build the browser notebooks, ``_build/html/lite``: JupyterLite with the chapters and `mlp`.

Python itself (Pyodide) comes from its public address, or from the site when the environment
variable ``PYODIDE_DIST`` names a folder that holds it. Everything else is made from what is
installed here, without a network. Nothing is done when nothing changed.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from book.tools import address, copies, lite_extension, lite_page, pack, wheels

ROOT = copies.ROOT
HERE = ROOT / "book" / "lite"
OUT = ROOT / "_build" / "html" / "lite"
WORK = ROOT / "_build" / "lite"

#: Pure-Python packages that Pyodide lacks and the notebooks need, as they are installed here.
FROM_HERE = ("anywidget", "comm", "ipywidgets", "psygnal", "typing_extensions")
#: What of `mlp` a browser has no use for; the sample of the digits goes along, the 10 MB do not.
LEFT_OUT = (*wheels.INSTRUCTORS, "cli.py", "data/mnist.npz")
#: What an exercise on a page gets apart from its wheel, when it is opened first (engine.js: DATA).
COMES_LATER = ("data/mnist-sample.npz", "data/trained.npz")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", KERNEL, "anywidget")
#: Folders whose files never change under the same version: a second visit asks for none of them.
HELD = ("/build/", "/extensions/", "/pyodide/", "/wheels/", "/pyodide@", "/pyodide/v")


def write_wheels(folder: Path) -> list[str]:
    """Write the wheels that are made here, and return their names."""
    made = [
        wheels.write_wheel(
            folder / f"{name}-{distribution(name).version}-py3-none-any.whl",
            name,
            distribution(name).version,
            wheels.files_of(name),
        )
        for name in FROM_HERE
    ]
    name, version = copies.project()
    path = folder / copies.wheel_name()
    made.append(wheels.write_wheel(path, name, version, wheels.files_of_mlp(LEFT_OUT)))
    own = {f"piplite/{file.name}": file for file in sorted((HERE / "python/piplite").glob("*.py"))}
    made.append(wheels.write_wheel(folder / "piplite-1-py3-none-any.whl", "piplite", "1", own))
    return [path.name for path in made]


def write_page(folder: Path) -> None:
    """Write what an exercise on a page loads of `mlp`: a wheel, and data that may come later."""
    name, version = copies.project()
    (folder / "data").mkdir(parents=True)
    files = wheels.files_of_mlp((*LEFT_OUT, *COMES_LATER))
    wheels.write_wheel(folder / copies.wheel_name(), name, version, files)
    for inside, path in wheels.files_of_mlp(LEFT_OUT).items():
        if inside.endswith(COMES_LATER):
            shutil.copy(path, folder / "data")


def fingerprint(pyodide: Path | None) -> str:
    """Return a digest of all that the result depends on."""
    digest = hashlib.sha256(f"{pyodide} {sys.version} {address.of_this_build()}".encode())
    sources = [
        *Path(__file__).parent.glob("*.py"),
        *HERE.rglob("*"),
        ROOT / "mlp" / "widgets" / "kept.js",
        *ROOT.glob("chapters/*/*.ipynb"),
    ]
    files = {str(path.relative_to(ROOT)): path for path in sorted(sources) if path.is_file()}
    for name, path in (files | wheels.files_of_mlp(LEFT_OUT)).items():
        digest.update(name.encode() + path.read_bytes())
    for package in (*FROM_HERE, "jupyterlite-core", "jupyterlite-pyodide-kernel"):
        digest.update(distribution(package).version.encode())
    return digest.hexdigest()


def settings(wheels: list[str], pyodide: Path | None) -> dict:
    """Return jupyter-lite.json: where Python comes from, and what it loads before a notebook."""
    lite = json.loads((HERE / "jupyter-lite.json").read_text(encoding="utf-8"))
    plugins = lite["jupyter-config-data"]["litePluginSettings"]
    kernel = plugins["@jupyterlite/pyodide-kernel-extension:kernel"]
    options = kernel["loadPyodideOptions"]
    if pyodide:
        options["pyodideURL"] = "./pyodide/pyodide.mjs"
    options["load"] += [f"wheels/{name}" for name in wheels]
    return lite


def write_offline(version: str) -> None:
    """Write the worker that keeps what a visit loads: what it holds changes with the version."""
    text = (HERE / "page" / "offline.js").read_text(encoding="utf-8")
    told = text.replace("/* global VERSION, HELD */\n", "")
    known = f"const VERSION = {version[:12]!r};\nconst HELD = {list(HELD)!r};\n"
    (OUT / "offline.js").write_text(known + told, encoding="utf-8")


def copy_pyodide(folder: Path, to: Path) -> None:
    """Copy Pyodide into the site; packages that the folder lacks leave its lock file too."""
    shutil.copytree(folder, to)
    lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    there = {name for name, known in packages.items() if (folder / known["file_name"]).exists()}
    lock["packages"] = {
        name: packages[name]
        | {"depends": [d for d in packages[name]["depends"] if d.replace("_", "-") in there]}
        for name in sorted(there)
    }
    (to / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def build(pyodide: Path | None) -> None:
    """Build the site of notebooks into ``_build/html/lite``."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.rmtree(OUT, ignore_errors=True)
    contents = WORK / "contents"
    for inside, content in pack.chapters(address.of_this_build(), of_site=True).items():
        path = contents / "chapters" / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    packages = WORK / "wheels"
    packages.mkdir(parents=True)
    names = write_wheels(packages)
    share = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    for wheel in (share / KERNEL / "static" / "pypi").glob("*kernel-*.whl"):
        names.append(Path(shutil.copy(wheel, packages)).name)
    config = {
        "LiteBuildConfig": {
            "contents": ["contents"],
            "output_dir": str(OUT),
            "cache_dir": "cache",
            "apps": ["notebooks", "tree", "lab"],
            "no_sourcemaps": True,
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [
                *(str(share / name) for name in LAB_EXTENSIONS),
                str(lite_extension.write(HERE / "notebook", WORK / "course-notebook")),
            ],
        },
    }
    (WORK / "jupyter_lite_config.json").write_text(json.dumps(config, indent=1))
    shutil.copy(HERE / "overrides.json", WORK)
    (WORK / "jupyter-lite.json").write_text(json.dumps(settings(names, pyodide), indent=1))
    made = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build"],
        cwd=WORK, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        sys.exit(f"jupyter lite build failed:\n{made.stdout[-3000:]}{made.stderr[-3000:]}")
    shutil.copytree(packages, OUT / "wheels")
    write_page(OUT / "page")
    shutil.copy(HERE / "python" / "python.js", OUT)
    opening = (HERE / "page" / "opening.html").read_text(encoding="utf-8")
    lite_page.change(OUT / "notebooks" / "index.html", opening)
    if pyodide:
        copy_pyodide(pyodide, OUT / "pyodide")
    write_offline(fingerprint(pyodide))


def given_pyodide() -> Path | None:
    """Return the folder that PYODIDE_DIST names; stop if it holds no Pyodide of our version."""
    given = os.environ.get("PYODIDE_DIST")
    if not given:
        return None
    folder = Path(given).resolve()
    (ours,) = re.findall(r"/pyodide/v([\d.]+)/", (HERE / "jupyter-lite.json").read_text("utf-8"))
    lock = folder / "pyodide-lock.json"
    info = json.loads(lock.read_text(encoding="utf-8"))["info"] if lock.exists() else {}
    if info.get("version") != ours or not (folder / "pyodide.mjs").exists():
        found = f"Pyodide {info.get('version')}" if info else "no Pyodide"
        sys.exit(f"PYODIDE_DIST={given} holds {found}; name a folder with Pyodide {ours}")
    return folder


def main() -> None:
    """Build what changed."""
    pyodide = given_pyodide()
    mark, now = OUT / ".fingerprint", fingerprint(pyodide)
    if mark.exists() and mark.read_text() == now:
        return print("browser notebooks: nothing changed")
    build(pyodide)
    mark.write_text(now)
    source = "the site" if pyodide else "its public address"
    print(f"browser notebooks: made; Python comes from {source}")
    return None


if __name__ == "__main__":
    main()
