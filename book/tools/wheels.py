"""Write wheels without a network: for the browser's Python and for students.

A wheel is a zip file with a list of its contents. The same files give the same bytes.
"""

import base64
import hashlib
import re
import tomllib
import zipfile
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from book.tools.copies import ROOT, project, wheel_name

#: What of `mlp` neither students nor the browser have a use for.
INSTRUCTORS = ("grading/",)
EXTRAS = ("figures", "notebook")


def files_of_mlp(left_out: tuple[str, ...] = INSTRUCTORS) -> dict[str, Path]:
    """Return what goes into a wheel of mlp, but for what is left out: {name in it: file}."""
    folder = Path(find_spec("mlp").submodule_search_locations[0])
    return {
        f"mlp/{inside}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and "__pycache__" not in path.parts
        and not (inside := path.relative_to(folder).as_posix()).startswith(left_out)
    }


def files_of(package: str) -> dict[str, Path]:
    """Return the importable files of an installed package: {name in the wheel: file}."""
    return {
        str(file): Path(file.locate())
        for file in distribution(package).files
        if file.parts[0] != ".." and file.suffix not in {".so", ".pyc"}
        if ".dist-info/" not in str(file)
    }


def write_wheel(
    path: Path, name: str, version: str, files: dict[str, Path | bytes], metadata: str = ""
) -> Path:
    """Write a wheel for any Python.

    Parameters
    ----------
    path : Path
        The wheel's file.
    name, version : str
        The distribution's.
    files : dict
        What is in it: {name in the wheel: file or bytes}.
    metadata : str, optional
        More lines of its METADATA.
    """
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    contents = {
        name: file if isinstance(file, bytes) else file.read_bytes() for name, file in files.items()
    }
    contents[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{metadata}".encode()
    )
    contents.setdefault(
        f"{info}/WHEEL",
        b"Wheel-Version: 1.0\nGenerator: course\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    )
    lines = [
        f"{name},sha256={_digest(content)},{len(content)}" for name, content in contents.items()
    ]
    contents[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,", ""]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in contents.items():
            wheel.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def write_student_wheel(folder: Path, chapters: dict[str, bytes]) -> Path:
    """Write the wheel that students install: no grader, and the chapters' newest text.

    Parameters
    ----------
    folder : Path
        Where it goes.
    chapters : dict
        {"ch1/neurons.ipynb": its bytes, …}, for ``mlp update``.
    """
    name, version = project()
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    data = f"{name.replace('-', '_')}-{version}.data/data/etc/jupyter/labconfig"
    settings = sorted((ROOT / "book" / "jupyter").glob("*.json"))
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    files = files_of_mlp() | {f"{data}/{path.name}": path for path in settings}
    files |= {f"mlp/chapters/{inside}": content for inside, content in chapters.items()}
    files[f"{info}/entry_points.txt"] = _entry_points(known).encode()
    files[f"{info}/licenses/LICENSE"] = ROOT / "LICENSE"
    metadata = [
        f"Summary: {known['description']}",
        f"Requires-Python: {known['requires-python']}",
        f"License-Expression: {known['license']}",
        *(f"Requires-Dist: {needed}" for needed in known["dependencies"]),
    ]
    for extra in EXTRAS:
        metadata.append(f"Provides-Extra: {extra}")
        metadata += [
            f'Requires-Dist: {needed} ; extra == "{extra}"'
            for needed in known["optional-dependencies"][extra]
        ]
    text = "\n".join([*metadata, ""])
    return write_wheel(folder / wheel_name(), name, version, files, text)


def requirements(extra: str) -> list[str]:
    """Return what one of the package's extras needs, with what it needs without."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = list(known["dependencies"])
    for text in known["optional-dependencies"][extra]:
        own = re.fullmatch(rf"{known['name']}\[(\w+)\]", text)
        found += requirements(own[1]) if own else [text]
    return found


def _entry_points(known: dict) -> str:
    lines = [f"{name} = {target}" for name, target in known["scripts"].items()]
    return "\n".join(["[console_scripts]", *lines, ""])
