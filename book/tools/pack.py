"""Make what a student takes home: the wheel of `mlp`, the chapters, one zip file with both.

``python -m book.tools.pack`` writes the zip file and the wheel to ``_build/student``;
``python -m book.tools.pack _build/html`` puts them into the site, and gives the notebooks that the
site offers for download the links that reach something from there.

No solutions, no hidden tests and no grader are in it.
"""

import io
import re
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import nbformat
from packaging.requirements import Requirement

from book.tools import address, copies, wheels

ROOT = copies.ROOT
NOTES = Path(__file__).parent / "pack.md"


def chapters(site: str, *, alone: bool = False, of_site: bool = False) -> dict[str, bytes]:
    """Return the students' notebooks, {"ch1/neurons.ipynb": bytes}, led to a site.

    Parameters
    ----------
    site : str
        Its address, '' if it has none.
    alone : bool, default False
        The notebook goes without the folder around it.
    of_site : bool, default False
        The notebook stays on the site, whose pages its relative links reach.
    """
    made = {}
    for path in sorted(ROOT.glob("chapters/*/*.ipynb")):
        notebook = copies.for_site(nbformat.read(path, as_version=4), site)
        if not site and not of_site:
            copies.for_folder(notebook, alone=alone)
        made[path.relative_to(ROOT / "chapters").as_posix()] = (
            nbformat.writes(notebook) + "\n"
        ).encode()
    return made


def lock() -> str:
    """Return the versions that a student's Python was tested with, in pip's form."""
    pinned = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    )
    names = {_normal(name): name for name in pinned}
    needed = _needed(wheels.requirements("notebook"), names)
    lines = [f"{name}=={pinned[name]}" for name in sorted(needed, key=str.lower)]
    return "\n".join(["# What the course was tested with; pip takes no other version.", *lines, ""])


def _needed(wanted: list[str], names: dict[str, str]) -> set[str]:
    """Return the pinned packages that these need, on whatever system."""
    found: dict[str, set[str]] = {}  # with the extras of each that were looked at
    todo = [Requirement(text) for text in wanted]
    while todo:
        one = todo.pop()
        name = names.get(_normal(one.name))
        if name is None or (name in found and found[name] >= one.extras):
            continue
        found.setdefault(name, set()).update(one.extras)
        try:
            known = requires(name) or []
        except PackageNotFoundError:
            continue  # it is for another system than this one
        todo += [other for other in map(Requirement, known) if _asked(other, one.extras)]
    return set(found)


def _asked(requirement: Requirement, extras: set[str]) -> bool:
    """Say whether a requirement holds on some system: none of an extra that nobody asked for."""
    marker = str(requirement.marker or "")
    asked = re.findall(r"extra == [\"']([\w.-]+)", marker)
    return not asked or bool(set(asked) & extras)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def write(folder: Path, site: str) -> Path:
    """Write the wheel and the pack into a folder; return the pack, a zip file."""
    folder.mkdir(parents=True, exist_ok=True)
    notebooks = chapters(site)
    wheel = wheels.write_student_wheel(folder, notebooks)
    name = copies.project()[0]
    notes = NOTES.read_text(encoding="utf-8").replace("WHEEL", wheel.name)
    where = f"The course: <{site}>\n" if site else ""
    contents = {
        "README.md": notes.replace("WHERE\n", where).encode(),
        "requirements.txt": f"--constraint lock.txt\n./{wheel.name}[notebook]\n".encode(),
        "lock.txt": lock().encode(),
        wheel.name: wheel.read_bytes(),
        "LICENSE": (ROOT / "LICENSE").read_bytes(),
        "LICENSE-TEXT": (ROOT / "LICENSE-TEXT").read_bytes(),
        **{f"chapters/{inside}": content for inside, content in notebooks.items()},
    }
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as file:
        for inside, content in contents.items():
            entry = zipfile.ZipInfo(f"{name}/{inside}")
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content, zipfile.ZIP_DEFLATED)
    path = folder / f"{name}.zip"
    path.write_bytes(pack.getvalue())
    return path


def main() -> None:
    """Write the pack, or put it into the site."""
    site = address.of_this_build()
    html = Path(sys.argv[1]) if sys.argv[1:] else None
    pack = write(html / "student" if html else ROOT / "_build" / "student", site)
    if html:
        for inside, content in chapters(site, alone=True).items():
            (html / "_sources" / "chapters" / inside).write_bytes(content)
    print(f"student pack: {pack}, {pack.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
