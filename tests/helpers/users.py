"""Programs of several system users on one machine, as on a JupyterHub."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from grading_course import ROOT
from normal_user import opened

PROGRAM = """
import json, os, sys, warnings
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
for kind, *words in json.loads(sys.argv[1]):
    if kind == "python":
        exec(words[0], {})
    elif kind == "mlp":
        from mlp.cli import group
        group().main(words, standalone_mode=False)
    else:
        from nbgrader.apps import NbGraderApp
        NbGraderApp.clear_instance()
        NbGraderApp.launch_instance(words)
"""


class Machine:
    """A machine with a folder for each user; as root, whom Debian's system users stand in for.

    Parameters
    ----------
    folder : Path
        Everybody must be able to reach it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "aside").mkdir()
        paths = {Path(sys.executable).resolve().parents[1], ROOT}
        self.script = opened(paths, folder / "aside").replace("mkdir ", "mkdir -p ")

    def home(self, user: str) -> Path:
        """Return a user's home, which nobody else can look into."""
        home = self.folder / user
        if not home.exists():
            home.mkdir(mode=0o700)
            self.give(home, user)
        return home

    def give(self, path: Path, user: str) -> None:
        """Make a folder and all below it a user's own."""
        subprocess.run(["chown", "-R", f"{user}:", str(path)], check=True)

    def run(self, user: str, folder: Path, *steps: list[str]) -> subprocess.CompletedProcess:
        """Run steps as a user: ['nbgrader', 'submit', …], ['mlp', …], ['python', code]."""
        import json

        home = self.home(user)
        who = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        own = {"HOME": str(home), "JUPYTER_DATA_DIR": str(home / "data"), "USER": user}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own |= {"PATH": path, "TMPDIR": str(home), "OPENBLAS_NUM_THREADS": "1"}
        inside = f'{self.script}; cd {shlex.quote(str(folder))}; exec {shlex.join(who)} "$@"'
        command = [sys.executable, "-c", PROGRAM, json.dumps(steps)]
        return subprocess.run(
            ["unshare", "--mount", "sh", "-ec", inside, "sh", *command],
            env=os.environ | own,
            capture_output=True,
            text=True,
            check=False,
        )
