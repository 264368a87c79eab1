"""Doctests of the public functions are those of the core; they need NumPy by its short name."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def _numpy_in_doctests(doctest_namespace: dict) -> None:
    doctest_namespace["np"] = np
