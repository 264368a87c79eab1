"""The example printed in each task tells right answers from wrong ones."""

import re

import numpy as np
import pytest
import zoo
from chapter_source import ROOT

from book.tools.release import read_source
from mlp.checks import comparing
from mlp.exercises import EXERCISES, NOTEBOOKS

# A design has no numbers to compare; an order or a training is not one result.
WITHOUT = {"stroke_neuron", "xor_network", "minibatches", "sgd_epoch", "train"}
# Told apart by something else than the result for one example.
NOT_BY_VALUE = {
    "not-attempted", "too-slow", "calls-the-reference", "raises", "calls-unwritten",
    "mutates-input", "keeps-state", "prints-not-returns", "returns-nothing",
    "stops-early",  # after more steps than anybody takes by hand
}  # fmt: skip
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def table(exercise):
    """Return the cells of the task's table: name of the row, text of its last cell."""
    path = ROOT / "solutions" / exercise.chapter / f"{NOTEBOOKS[exercise.chapter]}.md"
    cells = read_source(path).cells
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    at = ids.index(exercise.name)
    text = "\n".join(c.source for c in cells[max(0, at - 3) : at] if c.cell_type == "markdown")
    rows = {}
    for line in text[text.rindex("### Exercise") :].splitlines():
        if line.startswith("|"):
            first, *_, last = (part.strip() for part in line.strip("| ").split("|"))
            names = re.findall(r"`(\w+)`", first) or ["returns"]
            values = re.findall(r"`([^`]+)`", last)
            same = len(values) == len(names) > 1
            for k, name in enumerate(names):
                rows.setdefault(name, values[k : k + 1] if same else values)
            if first.startswith("returns") and names[0] in exercise.arguments:
                rows["returns"] = rows.get("returns", []) + values  # called as what came in
            elif first.startswith("returns") and names[0] not in exercise.parts:
                rows["returns"] = values or NUMBER.findall(last.replace("−", "-"))[-1:]
    return rows


def read(values):
    """Return the value that a cell prints: one piece of code, one in two pieces, or the last."""
    for text in (" ".join(values), values[-1]):
        try:
            return eval(text, {"np": np})
        except (SyntaxError, NameError):  # a piece of a value, or words
            continue
    raise ValueError(f"no value in {values}")


def as_argument(name, value):
    """Return an argument as the contract gives it: arrays, lists of arrays, Python numbers."""
    lists = ("weights", "biases", "nabla_W", "nabla_b", "first", "second", "analytic", "numerical")
    if name in lists:
        return [np.array(each) for each in value]
    if name == "nudges" and isinstance(value[0], list):
        return [[np.array(each) for each in example] for example in value]
    return np.array(value) if isinstance(value, list) and name not in KEPT else value


KEPT = ("sizes", "ws", "bs")


def example(exercise):
    """Return the arguments and the result of the printed example, or None if it is not whole."""
    rows = table(exercise)
    names = exercise.arguments
    if not all(rows.get(name) for name in names) or not rows.keys() & {"returns", *exercise.parts}:
        return None
    args = [as_argument(name, read(rows[name])) for name in names]
    own = set(exercise.parts) - set(names)  # a row of an argument is no result
    if exercise.parts and all(rows.get(part) and part in own for part in exercise.parts):
        return args, tuple(read(rows[part]) for part in exercise.parts)
    if len(rows["returns"]) == len(exercise.parts) > 1:
        try:
            return args, tuple(read([value]) for value in rows["returns"])
        except ValueError:  # one value, printed in two pieces
            pass
    return args, read(rows["returns"])


def told_apart(exercise, args, wanted):
    """Return whether each answer of the zoo gives the printed result: right ones, wrong ones."""
    text = str(table(exercise).get("returns", ""))
    decimals = [len(each) for each in re.findall(r"\.(\d+)", text)] or [6]
    tolerance = max(0.6 * 10.0 ** -max(decimals), 1e-6)
    verdicts = {True: {}, False: {}}
    for answer in zoo.answers(exercise.name):
        if NOT_BY_VALUE & set(answer.slugs):
            continue
        try:
            with np.errstate(all="ignore"):
                value = answer.function()(*comparing.copied(args))
            same = comparing.difference(value, wanted, tolerance) is None
        except Exception:
            same = False
        verdicts[not answer.slugs][answer.words] = same
    return verdicts


def test_examples_tell_right_from_wrong():
    """Of each exercise at least 85 % of the wrong values, of all together 94 %."""
    tried = refused = 0
    weak, seen = {}, 0
    for name in EXERCISES.keys() - WITHOUT:
        try:
            found = example(EXERCISES[name])
        except ValueError:  # 'those of the example before'
            found = None
        if found is None:
            continue
        verdicts = told_apart(EXERCISES[name], *found)
        assert np.mean(list(verdicts[True].values())) > 0.6, (name, found)  # floats are not ints
        wrong = list(verdicts[False].values())
        tried, refused, seen = tried + len(wrong), refused + wrong.count(False), seen + 1
        if wrong.count(False) < 0.85 * len(wrong):
            weak[name] = [words for words, same in verdicts[False].items() if same]
    assert not weak
    assert refused >= 0.94 * tried, (refused, tried)
    assert seen >= 28


@pytest.mark.parametrize("name", ["backprop_with", "angle_between", "one_step_rate"])
def test_examples_of_these_are_whole(name):
    assert example(EXERCISES[name]) is not None
