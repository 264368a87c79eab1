"""Find the notebook in what a student handed in: a folder, a folder in it, an archive, a copy.

Programs and people rename, pack and copy files. Of all notebooks that are there the one with the
right name counts; if nothing was answered in it, the one with the most answers. What was unusual
is noted. No link is followed, and no archive can fill the memory.
"""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mlp.grading.intake import matching, reading
from mlp.grading.intake.bundle import SOLUTION, WRITTEN, Bundle
from mlp.grading.intake.reading import BYTES, Refused

FILES = 300  # entries of a folder or an archive that are looked at
DEPTH = 4  # folders below the submission's own, archives among them
NOTEBOOK = re.compile(r"\.ipynb(\.(ipynb|json|txt))?$|\.json$", re.IGNORECASE)
ARCHIVES = {".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"}
OTHER_ARCHIVES = {".7z", ".rar"}
STAMPS = {"timestamp.txt", "submission_secret.txt", "user_info.json"}  # nbgrader's own
PACKED = {
    b"PK\x03\x04": None,
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
UNREADABLE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError,
              ValueError, NotImplementedError, RuntimeError)  # fmt: skip
_SKIPPED = re.compile(r"(^|/)(\.|__MACOSX)")


@dataclass
class Found:
    """A file that may be the notebook.

    Attributes
    ----------
    place : str
        Its path below the submission's folder, through archives too.
    data : bytes
    """

    place: str
    data: bytes


def find(folder: Path, bundle: Bundle) -> tuple[bytes, list[str]]:
    """Return the notebook of a submission's folder.

    Parameters
    ----------
    folder : Path
        The student's folder of this assignment.
    bundle : Bundle
        The assignment.

    Returns
    -------
    tuple
        The bytes of the notebook, and notes on what was unusual.

    Raises
    ------
    Refused
        If there is none that can be read.
    """
    reading.check_folder(folder)
    wanted = f"{bundle.notebook}.ipynb"
    path = folder / wanted
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        data = reading.read_regular(path)  # or says what is wrong with it
        alone = {each.name for each in folder.iterdir()} <= {wanted, *STAMPS}
        if alone and not data.startswith(tuple(PACKED)):
            return data, []
    others: list[str] = []
    found = list(_below(folder, others))
    if not found:
        raise Refused(_nothing(wanted, others, folder))
    best = _best(found, bundle)
    return best.data, _notes(best, found, others, wanted)


def _nothing(wanted, others, folder):
    names = ", ".join(repr(name) for name in others[:10]) or "nothing"
    packed = [name for name in others if Path(name).suffix.lower() in OTHER_ARCHIVES]
    if packed:
        return f"{packed[0]!r} is an archive that is not read here: hand in {wanted} itself"
    return f"there is no {wanted} in the submission; found {names}"


def _notes(best, found, others, wanted):
    notes = []
    if best.place != wanted:
        notes.append(f"the notebook was {best.place!r}, not {wanted!r}")
    rest = [each.place for each in found if each is not best]
    if rest:
        notes.append(f"other notebooks were not used: {', '.join(map(repr, rest[:10]))}")
    if others:
        notes.append(f"other files were not used: {', '.join(map(repr, others[:10]))}")
    return notes


def _best(found: list[Found], bundle: Bundle) -> Found:
    """Return the notebook that counts: by its name, but one with answers before one without."""
    if len(found) == 1:
        return found[0]
    wanted = f"{bundle.notebook}.ipynb"

    def rank(each: Found) -> tuple:
        answers = _answers(each.data, bundle)
        right = each.place == wanted
        named = PurePosixPath(each.place).name == wanted
        return (answers >= 0, answers > 0, right, named, answers, -len(each.place))

    return max(found, key=rank)


def _answers(data: bytes, bundle: Bundle) -> int:
    """Return how many answers a notebook holds; −1 if it is no notebook."""
    try:
        notebook = matching.take(data, bundle).notebook
    except Refused:
        return -1
    texts = {cell.id: cell.source.strip() for cell in notebook.cells}
    asked = [cell for cell in bundle.cells if cell.role in (SOLUTION, WRITTEN)]
    return sum(texts.get(cell.key, "") != cell.released.strip() for cell in asked)


def _below(folder: Path, others: list[str]) -> Iterator[Found]:
    """Give the files of a folder that may be the notebook; the names of the rest go to `others`."""
    left = 2 * BYTES
    for path in _files(folder):
        place = path.relative_to(folder).as_posix()
        if _kind(place) is None:
            if path.name not in STAMPS:
                others.append(place)
            continue
        data = reading.read_regular(path)
        if (left := left - len(data)) < 0:
            raise Refused(f"the submission holds more than {2 * BYTES >> 20} MB")
        yield from _look(place, data, others, DEPTH)


def _files(folder: Path) -> list[Path]:
    """Return the regular files below a folder, nearest first; no link is followed."""
    files, folders = [], [(folder, 0)]
    for each, depth in folders:
        try:
            inside = sorted(each.iterdir())
        except OSError as error:
            raise Refused(f"the folder {each.name!r} cannot be read: {error.strerror}") from None
        for path in inside[:FILES]:
            if path.name.startswith(".") or path.name == "__MACOSX" or path.is_symlink():
                continue
            if path.is_dir():
                if depth < DEPTH:
                    folders.append((path, depth + 1))
            elif path.is_file():
                files.append(path)
        if len(files) > FILES:
            break
    return files[:FILES]


def _kind(place: str) -> str | None:
    name = PurePosixPath(place).name.lower()
    if NOTEBOOK.search(name) and name not in STAMPS:
        return "notebook"
    return "archive" if PurePosixPath(name).suffix in ARCHIVES else None


def _look(place: str, data: bytes, others: list[str], depth: int) -> Iterator[Found]:
    """Give what in a file may be the notebook: the file itself, or the members of an archive."""
    if _kind(place) == "notebook" and not data.startswith(tuple(PACKED)):
        if data.lstrip()[:1] in (b"{", b"\xef", b"\xff", b"\xfe", b"") or place.endswith(".ipynb"):
            yield Found(place, data)
        else:
            others.append(place)
        return
    if depth == 0:
        others.append(place)
        return
    try:
        for name, inside in _members(data):
            if inside is None:
                others.append(f"{place}/{name}")
            else:
                yield from _look(f"{place}/{name}", inside, others, depth - 1)
    except UNREADABLE as error:
        raise Refused(f"the archive {place!r} cannot be read: {str(error)[:100]}") from None


def _members(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Give the regular files of an archive: name and content, None where it cannot be a notebook.

    All contents together are of bounded size.
    """
    left = BYTES
    for name, read in _zip(data) if data[:2] == b"PK" else _tar(data):
        if _SKIPPED.search(name):
            continue
        if _kind(name) is None:
            yield name, None
            continue
        content = read(left + 1)
        left -= len(content)
        if left < 0:
            raise Refused(f"an archive with more than {BYTES >> 20} MB is not read")
        yield name, content


def _zip(data: bytes) -> Iterator[tuple[str, Callable]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist()[:FILES]:
            if not info.is_dir():
                yield info.filename, lambda size, info=info: archive.open(info).read(size)


def _tar(data: bytes) -> Iterator[tuple[str, Callable]]:
    unpack = next((unpack for magic, unpack in PACKED.items() if data.startswith(magic)), None)
    file = io.BytesIO(data)
    with tarfile.open(fileobj=_Bounded(unpack(file) if unpack else file), mode="r|") as archive:
        for number, info in enumerate(archive):
            if number >= FILES:
                return
            if info.isreg():
                yield info.name, archive.extractfile(info).read


class _Bounded:
    """A file of which no more than a few times `BYTES` can be read: an archive may be a bomb."""

    def __init__(self, file) -> None:
        self.file, self.left = file, 4 * BYTES

    def read(self, size: int) -> bytes:
        """Read, as a file does."""
        self.left -= size
        if self.left < 0:
            raise Refused(f"an archive with more than {4 * BYTES >> 20} MB is not read")
        return self.file.read(size)
