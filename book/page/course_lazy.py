"""Modules of `mlp` that are imported when a cell uses them first: most answers draw no picture."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

import mlp


def when_used(*names: str) -> None:
    """Let ``from mlp import NAME`` give a module that is executed at the first look into it."""
    for name in names:
        whole = f"mlp.{name}"
        if whole not in sys.modules:
            spec = find_spec(whole)
            spec.loader = LazyLoader(spec.loader)
            module = module_from_spec(spec)
            sys.modules[whole] = module
            setattr(mlp, name, module)
            spec.loader.exec_module(module)
