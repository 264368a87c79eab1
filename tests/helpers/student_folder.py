"""The student pack, unpacked as a student does."""

import zipfile

from book.tools import copies, pack


def unpack(folder):
    """Make the pack below a folder; return the student's folder."""
    with zipfile.ZipFile(pack.write(folder / "made", "")) as file:
        file.extractall(folder)
    return folder / copies.project()[0]
