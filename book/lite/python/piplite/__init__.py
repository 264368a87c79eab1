"""What ``%pip install NAME`` does in the browser notebook.

The kernel imports a package of this name when it starts. Its own needs Pyodide's installer from
then on; this one loads it once something is to be installed.
"""

from piplite.piplite import install

__all__ = ["install"]
