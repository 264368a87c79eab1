"""Install packages by `micropip`, which is loaded at the first call."""

from pyodide_js import loadPackage


async def install(requirements: str | list[str], **options) -> None:
    """Install pure-Python packages from PyPI, or packages of Pyodide's own.

    Parameters
    ----------
    requirements : str or list of str
        What is to be installed, as in ``pip install``.
    **options
        Whatever else ``micropip.install`` takes.
    """
    await loadPackage("micropip")
    import micropip

    await micropip.install(requirements, **options)
