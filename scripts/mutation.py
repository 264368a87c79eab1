"""Break the core in small ways and see whether the tests notice: `make mutation`.

Mutmut changes one operator, number, name or text at a time in a copy of the tree and runs the
core's tests that reach the changed line. Its survivors are sorted and shown, for somebody to
explain or to test: those in which only a text differs (the wording of an error), those in which
only the `strict` of a `zip` differs (a second lock: the lengths were compared before), and those
in which other code differs. The score leaves out the first kind and counts the others.

    python scripts/mutation.py [MODULE …]       for example: core/costs rules
"""

import contextlib
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "_build" / "mutation"
CORE = [f"core/{path.stem}" for path in sorted((ROOT / "mlp" / "core").glob("[a-z]*.py"))]
CORE += ["results", "rules", "threads", "validation"]
SETTINGS = """
[tool.mutmut]
source_paths = ["mlp"]
only_mutate = {modules}
also_copy = ["README.md"]
pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts="]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
"""
# The same examples in each run, and none made smaller once one has failed.
CONFTEST = """
import numpy as np
import pytest
import strategies
from hypothesis import Phase, settings

settings.register_profile(
    "mutation", settings.get_profile("course"), max_examples=20, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate], report_multiple_bugs=False,
)
settings.load_profile("mutation")


@pytest.fixture
def rng():
    return np.random.default_rng(20260)
"""
RESULT = re.compile(r"^\s*(\S+): (\w[\w ]*)$", re.MULTILINE)
STRING = re.compile(r"""f?"([^"]*)"|f?'([^']*)'""")
STRICT = re.compile(r",\s*(strict=\w+)?\)")


def prepare(modules: list[str]) -> None:
    """Copy what mutmut needs, with its settings, into the folder PLACE."""
    shutil.rmtree(PLACE, ignore_errors=True)
    (PLACE / "tests").mkdir(parents=True)
    unwanted = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT / "mlp", PLACE / "mlp", ignore=unwanted)
    shutil.copy(ROOT / "README.md", PLACE)
    tests = []
    for path in [
        *sorted((ROOT / "tests").glob("test_core_*.py")),
        ROOT / "tests/helpers/strategies.py",
    ]:
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
    with contextlib.chdir(PLACE):
        lines = get_diff_for_mutant(name).splitlines()
    return [line for line in lines if re.match(r"[-+](?![-+])", line)]


def kind(lines: list[str]) -> str:
    """Say what a mutant changes: the content of a string, the strict of a zip, or other code.

    Examples
    --------
    >>> kind(['-    check(x, "x")', '+    check(x, "XXxXX")'])
    'a text'
    >>> kind(['-    X.take(rows, mode="clip")', '+    X.take(rows, mode=None)'])
    'code'
    >>> kind(['-    for a, b in zip(A, B, strict=True):', '+    for a, b in zip(A, B, ):'])
    'strict'
    >>> kind(['-    return a + b', '+    return a - b'])
    'code'
    """
    if len(lines) != 2:
        return "code"
    before, after = (line[1:] for line in lines)
    if STRICT.sub(")", before) == STRICT.sub(")", after):
        return "strict"
    for text in STRING.finditer(before):
        head, tail, body = before[: text.start()], before[text.end() :], text[1] or text[2] or ""
        others = ["None"] + [f'"{new}"' for new in (f"XX{body}XX", body.upper(), body.lower())]
        names_a_setting = re.search(r"(=|\bin)\s*$", head)
        if not names_a_setting and after in [head + other + tail for other in others]:
            return "a text"
    return "code"


def report(module: str, found: dict[str, str]) -> tuple[int, int]:
    """Print what became of a module's mutants; return how many were noticed, and of how many."""
    outcomes = Counter(found.values())
    survivors = {name: changed(name) for name in found if found[name] == "survived"}
    kinds = {name: kind(lines) for name, lines in survivors.items()}
    for name, lines in sorted(survivors.items(), key=lambda item: kinds[item[0]]):
        print(f"\n{name.removeprefix('mlp.')} survives ({kinds[name]})", *lines, sep="\n")
    for name, outcome in found.items():
        if outcome not in ("killed", "survived"):
            print(f"\n{name.removeprefix('mlp.')}: {outcome}", *changed(name), sep="\n")
    noticed = outcomes["killed"] + outcomes["timeout"]
    texts = Counter(kinds.values())["a text"]
    tried = len(found) - texts
    rest = {name: n for name, n in outcomes.items() if name not in ("killed", "survived")}
    print(f"\n{module}: {noticed} of {tried} noticed, {noticed / max(1, tried):.1%}; {texts} texts")
    print(f"    survivors {dict(Counter(kinds.values()))}, other outcomes {rest}", flush=True)
    return noticed, tried


def main() -> int:
    """Run it and print the scores; the exit status says whether each is at least 90 %."""
    modules = sys.argv[1:] or CORE
    prepare(modules)
    print(mutmut("run", "--max-children", "2")[-2000:], file=sys.stderr)
    found = dict(RESULT.findall(mutmut("results", "--all", "true")))
    scores = []
    for module in modules:
        prefix = f"mlp.{module.replace('/', '.')}."
        mine = {name: found[name] for name in found if name.startswith(prefix)}
        scores.append(report(module, mine))
    noticed, tried = map(sum, zip(*scores, strict=True))
    print(f"\nthe core: {noticed} of {tried} noticed, {noticed / max(1, tried):.1%}")
    return 0 if tried and all(one >= 0.9 * of for one, of in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
