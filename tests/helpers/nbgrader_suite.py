"""Nbgrader's own tests, from its installed wheel, with the course's configuration.

    python tests/helpers/nbgrader_suite.py            all of them (about 20 minutes on two cores)
    python tests/helpers/nbgrader_suite.py --stock    the same without the course's step, to compare

What fails with the step and passes without it is a limit, listed with its reason in
nbgrader_limits.json and in the instructors' page.
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import nbgrader

ROOT = Path(__file__).resolve().parents[2]
APPS = Path(nbgrader.__file__).parent / "tests/apps"
FILES = ("autograde", "generate_feedback", "validate", "releaseassignment", "export")
LIMITS = json.loads((ROOT / "tests/nbgrader_limits.json").read_text())
CONFIG = """
from traitlets.config import PyFileConfigLoader
c = get_config()
ours = PyFileConfigLoader("nbgrader_config.py", path={root!r}).load_config()
ours.pop("CourseDirectory")  # the tests have folders of their own
c.merge(ours)
c.SaveReviews.say_stock = False  # they compare comments word for word
"""


def run(chosen: str = "", *, step: bool = True) -> dict[str, str]:
    """Run the tests whose names `chosen` selects (pytest's -k); return {name: outcome}."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "nbgrader_config.py")
        config.write_text(CONFIG.format(root=str(ROOT)) if step else "")
        report = Path(folder, "report.xml")
        files = [str(APPS / f"test_nbgrader_{name}.py") for name in FILES]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull]
        command += ["--rootdir", folder, "--junit-xml", str(report), "-k", chosen, *files]
        environment = os.environ | {
            "JUPYTER_CONFIG_PATH": folder,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if not report.exists():
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
        cases = ElementTree.parse(report).iter("testcase")
        return {_name(case): _outcome(case) for case in cases}


def _name(case) -> str:
    return f"{case.get('classname').rpartition('.')[2]}::{case.get('name')}"


def _outcome(case) -> str:
    kinds = {child.tag for child in case}
    return next((kind for kind in ("failure", "error", "skipped") if kind in kinds), "passed")


def unexpected(outcomes: dict[str, str]) -> list[str]:
    """Return what fails and is no known limit, and the limits that are none any more."""
    failed = {name for name, outcome in outcomes.items() if outcome in ("failure", "error")}
    known = LIMITS.keys() & outcomes.keys()
    return [f"{name} fails" for name in sorted(failed - known)] + [
        f"{name} passes: take it from nbgrader_limits.json" for name in sorted(known - failed)
    ]


def main() -> None:
    """Run them all and print what does not pass."""
    step = "--stock" not in sys.argv
    outcomes = run(step=step)
    for name, outcome in outcomes.items():
        if outcome != "passed":
            print(f"{outcome}: {name}: {LIMITS.get(name, 'no known limit')}")
    print(f"{sum(each == 'passed' for each in outcomes.values())} of {len(outcomes)} pass")
    sys.exit(bool(step and unexpected(outcomes)))


if __name__ == "__main__":
    main()
