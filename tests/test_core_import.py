"""What `import mlp` loads, and that the core leans on NumPy alone."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import mlp
from mlp.exercises import EXERCISES

HEAVY = "matplotlib ipywidgets anywidget IPython nbgrader scipy numpy.random zipfile mlp.checks"


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_import_loads_numpy_and_nothing_else_of_weight():
    loaded = run(f"import sys, mlp; print([m for m in {HEAVY.split()} if m in sys.modules])")
    assert loaded == "[]"


CHECKS = "[name for name in sys.modules if re.match(r'mlp[.]checks[.]ch\\d[.]', name)]"


def test_a_check_is_loaded_when_it_is_used_and_by_the_grader_before():
    """A page starts sooner; a grader's process for one notebook begins with all of them."""
    used = run(f"import re, sys; from mlp import checks; checks.line; print({CHECKS})")
    assert used == "['mlp.checks.ch1.line']"
    graded = run(f"import re, sys, mlp.grading.processes.trusted; print(len({CHECKS}))")
    assert int(graded) == len(EXERCISES)


def test_training_works_in_a_python_without_ctypes():
    code = (
        "import sys; sys.modules['ctypes'] = None\n"
        "import numpy as np, mlp\n"
        "rng = np.random.default_rng(0)\n"
        "_, weights, biases = mlp.initialise((2, 2), rng=rng)\n"
        "mlp.sgd(np.ones((3, 2)), [0, 1, 0], weights, biases, epochs=1, batch_size=2,\n"
        "        learning_rate=1.0, rng=rng)\n"
        "print('trained')"
    )
    assert run(code) == "trained"


def test_all_lists_every_public_name_once_in_order():
    assert mlp.__all__ == sorted(set(mlp.__all__), key=lambda name: (not name.isupper(), name))
    public = {
        name
        for name, value in vars(mlp).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("mlp")
    }
    assert public - {"number", "numbers", "validated"} == {
        n for n in mlp.__all__ if not n.isupper()
    }


def test_every_public_function_documents_what_it_takes_and_gives():
    for name in mlp.__all__:
        value = getattr(mlp, name)
        if callable(value) and not isinstance(value, type):
            sections = ["Returns", "Examples", ">>> "]
            if inspect.signature(value).parameters:
                sections.append("Parameters")
            missing = [section for section in sections if section not in value.__doc__]
            assert not missing, f"mlp.{name} documents no {missing}"


def test_page_of_the_names_lists_every_public_name():
    page = (Path(mlp.__file__).parents[1] / "book" / "api.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?:auto\w+:: mlp\.|py:data:: )(\w+)$", page, re.MULTILINE)
    assert sorted(listed) == sorted(mlp.__all__)
