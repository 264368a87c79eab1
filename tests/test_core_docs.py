"""The examples of the docstrings hold for the public functions too, which look at arguments."""

import doctest

import numpy as np
import pytest

import mlp

PUBLIC = {name: getattr(mlp, name) for name in mlp.__all__}
DOCUMENTED = {"mlp": mlp} | {name: value for name, value in PUBLIC.items() if callable(value)}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_docstring_example_holds_for_the_public_name(name):
    documented = DOCUMENTED[name]
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    names = {"np": np, **PUBLIC}
    examples = parser.get_doctest(documented.__doc__, names, name, None, 0)
    assert examples.examples or isinstance(documented, type)
    said = []
    assert runner.run(examples, out=said.append).failed == 0, "".join(said)
