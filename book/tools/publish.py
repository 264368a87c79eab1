"""Write what may be public: a repository without solutions and history, and the site.

``SITE_URL=https://… make publish`` fills ``_build/publish/repository``, a tree to be committed as
it is, and ``_build/publish/site``, the pages for any static host. ``REPOSITORY_URL`` names the
repository, for the links to Colab and Binder. The tree builds the same site: its chapters are made
already. Hidden tests are in the solutions, so they stay at home with them.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from book.tools import address, pack

ROOT = pack.ROOT
OUT = ROOT / "_build" / "publish"
#: What stays at home: the answers, the tests that hold answers, and what runs them.
PRIVATE = ("solutions/", "tests/", ".ci/", ".github/workflows/ci.yml")
MARKS = (b"### BEGIN SOLUTION\n", b"### BEGIN HIDDEN TESTS\n")


def public_files(root: Path = ROOT) -> list[str]:
    """Return the names of the files of the repository that may be public."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    )
    names = filter(None, listed.stdout.split("\0"))
    return [name for name in names if not name.startswith(PRIVATE) and (root / name).is_file()]


def settings(text: str, site: str, repository: str) -> str:
    """Return Jupyter Book's settings with the site's address, and the repository's if given."""
    text = re.sub(r"(?m)^(  baseurl:).*$", rf"\1 {site}", text)
    return re.sub(r'(?m)^(  url:) ""$', rf"\1 {repository}", text) if repository else text


def write_repository(folder: Path, site: str, repository: str = "") -> list[str]:
    """Write the public tree into an empty folder, and return the names of its files.

    Parameters
    ----------
    folder : Path
        Where it goes.
    site : str
        The site's public address.
    repository : str, optional
        The repository's.
    """
    chapters = pack.chapters(site)
    names = public_files()
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
        if (inside := name.removeprefix("chapters/")) in chapters:
            target.write_bytes(chapters[inside])
    hunts = ROOT / "_build" / "html" / "_static" / "page" / "hunts"
    if hunts.exists():  # sealed; they are made from answers, which stay at home
        shutil.copytree(hunts, folder / "book" / "hunts")
    config = folder / "_config.yml"
    config.write_text(settings(config.read_text("utf-8"), site, repository), encoding="utf-8")
    return names


EXPLAINS_MARKS = "own_exercise"  # the page that shows them around an invented answer


def leaks(folder: Path) -> list[str]:
    """Return the notebooks and texts of a tree that hold a solution or a hidden test."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".ipynb", ".md", ".html", ".json", ".txt"}
        and path.stem != EXPLAINS_MARKS
        and any(mark[:-1] in path.read_bytes() for mark in MARKS)
    ]


def main() -> None:
    """Write the tree and the site."""
    try:
        site = address.of_this_build()
    except ValueError as error:
        sys.exit(str(error))
    if not site:
        sys.exit("where will the course be? SITE_URL=https://… make publish")
    shutil.rmtree(OUT, ignore_errors=True)
    tree, pages = OUT / "repository", OUT / "site"
    write_repository(tree, site, os.environ.get("REPOSITORY_URL", ""))
    shutil.copytree(ROOT / "_build" / "html", pages)
    (pages / ".nojekyll").touch()  # GitHub Pages: folders that begin with _ are served, too
    if found := leaks(OUT):
        shutil.rmtree(OUT)
        sys.exit(f"nothing is published: a solution or a hidden test is in {', '.join(found)}")
    print(f"{tree}: the public repository (git init, git add ., git commit there)")
    print(f"{pages}: the site for {site}")


if __name__ == "__main__":
    main()
