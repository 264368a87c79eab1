"""A folder of wheels made of what is installed here: pip installs from it without a network."""

import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_OF_THE_INSTALLER = {"INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"}


def _inside(known: Distribution, file) -> str | None:
    """Return the name of an installed file in its wheel; None for what pip makes itself."""
    if file.suffix == ".pyc" or file.name in _OF_THE_INSTALLER:
        return None
    outside = file.parts.count("..")
    if not outside:
        return file.as_posix()
    folder, *rest = file.parts[outside:]
    if folder == "bin":  # programs, which pip makes from entry_points.txt
        return None
    name = known.metadata["Name"].replace("-", "_")
    return "/".join([f"{name}-{known.version}.data/data", folder, *rest])


def add(folder: Path, name: str) -> Path:
    """Write the wheel of an installed package into a folder."""
    known = distribution(name)
    tag = known.read_text("WHEEL").split("Tag: ")[-1].split()[0]
    path = folder / f"{known.metadata['Name'].replace('-', '_')}-{known.version}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
        for file in known.files:
            inside = _inside(known, file)
            if inside and Path(file.locate()).is_file():
                wheel.write(file.locate(), inside)
    return path


def fill(folder: Path, lock: str) -> None:
    """Write the wheels of all packages of a lock file that are installed here."""
    for line in lock.splitlines():
        name, pinned, _ = line.partition("==")
        try:
            if pinned:
                add(folder, name)
        except PackageNotFoundError:
            continue  # a package for another system
