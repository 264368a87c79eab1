"""Break the core in small ways and see whether the tests notice: `make mutation`.

Mutmut changes one operator, number, name or text at a time in a copy of the tree and runs the
core's tests. Its survivors are sorted: those in which only a text differs (the wording of an error)
are listed by number, those in which the code differs are shown, for somebody to explain or to test.

    python scripts/mutation.py [MODULE …]       for example: activations costs
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "_build" / "mutation"
CORE = (
    "activations arguments backpropagation costs descent gradients network nudges parameters"
).split()
SETTINGS = """
[tool.mutmut]
source_paths = ["mlp"]
only_mutate = {modules}
also_copy = ["README.md"]
pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts="]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
"""
CONFTEST = """
import numpy as np
import pytest


@pytest.fixture
def rng():
    return np.random.default_rng(20260)
"""
RESULT = re.compile(r"^\s*(\S+): (\w[\w ]*)$", re.MULTILINE)


def prepare(modules: list[str]) -> None:
    """Copy what mutmut needs, with its settings, into the folder PLACE."""
    shutil.rmtree(PLACE, ignore_errors=True)
    (PLACE / "tests").mkdir(parents=True)
    unwanted = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT / "mlp", PLACE / "mlp", ignore=unwanted)
    shutil.copy(ROOT / "README.md", PLACE)
    tests = []
    for path in [*sorted((ROOT / "tests").glob("test_core_*.py")), ROOT / "tests/strategies.py"]:
        if path.name not in ("test_core_import.py", "test_core_references.py"):
            shutil.copy(path, PLACE / "tests")
            tests.append(f"tests/{path.name}")
    (PLACE / "tests/conftest.py").write_text(CONFTEST)
    settings = SETTINGS.format(
        modules=[f"mlp/{name}.py" for name in modules],
        tests=[name for name in tests if "test_" in name],
    )
    (PLACE / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text() + settings)


def mutmut(*arguments: str) -> str:
    """Run mutmut in PLACE and return what it prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=PLACE, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def changed(name: str) -> list[str]:
    """Return the lines that a mutant takes out and puts in."""
    lines = mutmut("show", name).splitlines()
    return [line for line in lines if re.match(r"[-+](?![-+])", line)]


def only_text(lines: list[str]) -> bool:
    """Say whether two versions of a line differ in the content of a string alone.

    Examples
    --------
    >>> only_text(['-    check(x, "x")', '+    check(x, "XXxXX")'])
    True
    >>> only_text(['-    return a + b', '+    return a - b'])
    False
    """
    before, after = (
        re.sub(r"'[^']*'|\"[^\"]*\"|\bNone\b", "TEXT", line[1:]) for line in (lines[0], lines[-1])
    )
    return len(lines) == 2 and before == after


def main() -> int:
    """Run it and print the score; the exit status says whether it is at least 90 %."""
    modules = sys.argv[1:] or CORE
    prepare(modules)
    print(mutmut("run", "--max-children", "2")[-2000:], file=sys.stderr)
    found = dict(RESULT.findall(mutmut("results", "--all", "true")))
    outcomes = list(found.values())
    survivors = {name: changed(name) for name, result in found.items() if result == "survived"}
    texts = [name for name, lines in survivors.items() if only_text(lines)]
    code = {name: lines for name, lines in survivors.items() if name not in texts}
    for name, lines in code.items():
        print(f"\n{name}")
        print("\n".join(lines))
    untested = outcomes.count("no tests")
    noticed = len(outcomes) - len(survivors) - untested
    tried = len(outcomes) - len(texts)
    print(
        f"\n{len(outcomes)} mutants: {noticed} noticed, {len(texts)} survive that change only a "
        f"text, {len(code)} survive that change the code, {untested} met no test"
    )
    print(f"score {noticed / max(1, tried):.1%} of those that change the code")
    return 0 if noticed >= 0.9 * tried else 1


if __name__ == "__main__":
    sys.exit(main())
