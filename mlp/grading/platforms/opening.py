"""Read an archive of submissions, or a folder: the names of its files, and each file's bytes.

Nothing is unpacked on the way, no link is followed, and no file can fill the memory.
"""

import contextlib
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mlp.grading.intake.reading import BYTES, Refused, read_regular

UNREADABLE = (zipfile.BadZipFile, tarfile.TarError, OSError, EOFError, RuntimeError, ValueError)


class Archive:
    """An archive or a folder, open for reading.

    Parameters
    ----------
    path : Path
        A zip or tar archive, or a folder.

    Raises
    ------
    ValueError
        If it is neither.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: zipfile.ZipFile | tarfile.TarFile | None = None
        try:
            if path.is_dir():
                self._files = dict(_below(path))
            elif zipfile.is_zipfile(path):
                self._open = zipfile.ZipFile(path)
                files = ((_name(info), info) for info in self._open.infolist() if not info.is_dir())
                self._files = dict(files)
            else:
                self._open = tarfile.open(path)
                self._files = {info.name: info for info in self._open if info.isreg()}
        except UNREADABLE as error:
            raise ValueError(
                f"{path} cannot be read ({error}): expected a zip or tar archive as the platform "
                "gives it, or a folder"
            ) from None

    @property
    def places(self) -> list[str]:
        """The paths of the files that are no one's leftovers, sorted."""
        return sorted(place for place in self._files if not _is_leftover(place))

    def read(self, place: str) -> bytes:
        """Return the bytes of a file; raises `Refused` if it is too large or cannot be read."""
        file = self._files[place]
        if isinstance(file, Path):
            return read_regular(file)
        try:
            opened = self._open
            zipped = isinstance(opened, zipfile.ZipFile)
            with opened.open(file) if zipped else opened.extractfile(file) as stream:
                data = stream.read(BYTES + 1)
        except UNREADABLE as error:
            raise Refused(f"{place} cannot be read: {error!s:.100}") from None
        if len(data) > BYTES:
            raise Refused(f"{place} has more than {BYTES >> 20} MB")
        return data

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open.close()


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path


def _name(info):
    """Return a member's name; programs that do not say so write UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _is_leftover(place):
    parts = PurePosixPath(place).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
