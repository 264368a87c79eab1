"""When what came back counts as what was wanted, and an argument as changed."""

import numpy as np
import pytest

from mlp.checks import comparing
from mlp.checks.calling import Yielded


@pytest.mark.parametrize(
    ("got", "wanted", "same"),
    [
        (1, 1.0, True),
        (np.float32(1), 1.0, True),
        (np.array(1.0), 1.0, True),
        ([1.0], 1.0, False),
        (True, 1.0, True),
        ("1.0", 1.0, False),
        (None, 1.0, False),
        (1 + 0j, 1.0, False),
        ((1, 2), np.array([1.0, 2.0]), True),
        ([[1, 2], [3, 4]], np.array([[1.0, 2.0], [3.0, 4.0]]), True),
        (np.array([1.0, 2.0]), (1.0, 2.0), True),
        ([1.0, 2.0, 3.0], (1.0, 2.0), False),
        ([[1.0], 2.0], (1.0, 2.0), False),
        (([np.ones(2)], [np.ones(1)]), ([np.ones(2)], [np.ones(1)]), True),
        ({"a": 1}, np.ones(1), False),
        (Yielded([1.0, 2.0]), np.array([1.0, 2.0]), False),
        (np.nan, 1.0, False),
        (1.0000001, 1.0, True),
        (1.00001, 1.0, False),
    ],
)
def test_comparing_coerces_as_the_contract_says(got, wanted, same):
    assert comparing.agree(got, wanted, comparing.VALUES) == same


@pytest.mark.parametrize(("after", "changed"), [(1 + 1e-13, False), (1 + 1e-10, True), (2.0, True)])
def test_comparing_lets_a_restored_argument_be(after, changed):
    assert comparing.changed(np.array([1.0]), np.array([after])) == changed


def test_comparing_sees_lists_that_lost_an_item():
    assert comparing.changed([np.ones(2), np.ones(3)], [np.ones(2)])
