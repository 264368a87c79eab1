"""A copy of the built site in which a test replaces and removes files: links to the book's own."""

import json
import os
import shutil
from pathlib import Path

from browsing import serving

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


def copy_site(book, folder):
    """Copy the site, at the price of its names; return the copy's folder."""
    return Path(shutil.copytree(book, folder, copy_function=os.symlink))


def replace(path, content):
    """Put another text, or other bytes, in the place of a file."""
    path.unlink()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def python_from(site, address):
    """Let a copy's browser notebooks take Python from another address."""
    path = site / "lite" / "jupyter-lite.json"
    lite = json.loads(path.read_text("utf-8"))
    kernel = lite["jupyter-config-data"]["litePluginSettings"][KERNEL]
    kernel["loadPyodideOptions"]["pyodideURL"] = f"{address}/pyodide.mjs"
    replace(path, json.dumps(lite))


def nowhere():
    """Return an address of this machine at which nobody answers."""
    with serving(Path(__file__).parent) as address:
        return address
