"""The answers are no modules: they are read as text."""

collect_ignore_glob = ["ch*/*.py"]
