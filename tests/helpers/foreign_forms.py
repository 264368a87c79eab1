"""Three assignments of forms that the course does not use, as other courses write them."""

import json

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(*cells):
    """Return a notebook; each cell has an id."""
    for k, cell in enumerate(cells):
        cell["id"] = f"id-{k}"
    return {"cells": list(cells), "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def cell(source, grade_id="", cell_type="code", **marks):
    """Return a cell with nbgrader's marks, or without if it has no grade_id."""
    new = {"cell_type": cell_type, "metadata": {}, "source": source}
    if cell_type == "code":
        new |= {"outputs": [], "execution_count": None}
    if grade_id:
        plain = {"grade": False, "solution": False, "locked": False, "task": False}
        new["metadata"]["nbgrader"] = plain | {"grade_id": grade_id, "schema_version": 3} | marks
    return new


def answer(source, grade_id):
    """Return a cell that students fill in."""
    return cell(source, grade_id, solution=True)


def test(source, grade_id, points):
    """Return a cell that gives points by itself."""
    return cell(source, grade_id, grade=True, locked=True, points=points)


STATISTICS = {  # ids as nbgrader makes them, magics, variables, a class, exceptions, partial credit
    "statistics.ipynb": notebook(
        cell("import numpy as np\n%matplotlib inline\ndata = np.arange(5.0)"),
        answer(
            "def mean(x):\n    ### BEGIN SOLUTION\n    if len(x) == 0:\n"
            "        raise ValueError('empty')\n    return sum(x) / len(x)\n    ### END SOLUTION",
            "cell-3b1f0c6e3cf2d5a1",
        ),
        test(
            "assert mean(data) == 2\n### BEGIN HIDDEN TESTS\nassert mean(x=[1, 2]) == 1.5\n"
            "### END HIDDEN TESTS",
            "cell-91f8a7cc01e2d3b4",
            2,
        ),
        test(
            "try:\n    mean([])\nexcept ValueError:\n    pass\nelse:\n"
            "    raise AssertionError('no error')",
            "cell-0a1b2c3d4e5f6071",
            1,
        ),
        answer(
            "class Running:\n    ### BEGIN SOLUTION\n    total = 0\n    def add(self, x):\n"
            "        self.total += x\n        return self\n    ### END SOLUTION\n    ...",
            "cell-77aa77aa77aa77aa",
        ),
        test("%time running = Running().add(2).add(3)\nassert running.total == 5", "cell-88bb", 2),
        answer("### BEGIN SOLUTION\nlargest = data.max()\n### END SOLUTION", "cell-99cc"),
        test("assert largest == 4", "cell-00dd", 1),
        test("float(round(0.25 * mean(data), 3))", "cell-11ee", 4),
    )
}
FILES = {  # two notebooks, a table and a module beside them
    "first.ipynb": notebook(
        cell("import csv\nfrom helper import double"),
        answer(
            "def rows():\n    ### BEGIN SOLUTION\n    with open('table.csv', newline='') as file:\n"
            "        return [double(int(n)) for n, in csv.reader(file)]\n    ### END SOLUTION",
            "rows",
        ),
        test("assert rows() == [2, 4, 6]", "test-rows", 3),
    ),
    "second.ipynb": notebook(
        answer(
            "def greet(name):\n    ### BEGIN SOLUTION\n    return f'Hello {name}'\n"
            "    ### END SOLUTION",
            "greet",
        ),
        test("assert greet(name='Ada') == 'Hello Ada'", "test-greet", 2),
    ),
    "table.csv": "1\n2\n3\n",
    "helper.py": "def double(n):\n    return 2 * n\n",
}
BY_HAND = {  # nothing but cells that a human grades
    "essay.ipynb": notebook(
        cell("import matplotlib.pyplot as plt\n%matplotlib inline"),
        cell(
            "### BEGIN SOLUTION\nplt.plot([1, 2]); print('drawn')\n### END SOLUTION",
            "plot",
            grade=True,
            solution=True,
            points=5,
        ),
        cell("=== BEGIN MARK SCHEME ===\nall\n=== END MARK SCHEME ===", "task", "markdown",
             task=True, locked=True, points=3),
        cell("YOUR ANSWER", "why", "markdown", grade=True, solution=True, points=2),
    )
}  # fmt: skip
ASSIGNMENTS = {"statistics": STATISTICS, "files": FILES, "by-hand": BY_HAND}


def write(folder, files):
    """Write the files of an assignment into a folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name).write_text(text)


def solved(files):
    """Return what a student hands in who knows everything: the instructor's files, unmarked."""
    files = json.loads(json.dumps(files))
    for content in files.values():
        for each in content["cells"] if isinstance(content, dict) else ():
            lines = each["source"].splitlines()
            each["source"] = "\n".join(line for line in lines if "### " not in line)
            if each["source"] == "YOUR ANSWER":
                each["source"] = "Because."
    return files
