"""Make Python of the line ``%pip …`` in a cell."""


async def get_transformed_code(argv: list[str]) -> str:
    """Return the line of Python for ``%pip`` and these words."""
    action, *words = argv or ["help"]
    packages = [word for word in words if not word.startswith("-")]
    if action != "install" or not packages:
        return "print('In the browser only this works: %pip install NAME')\n"
    return f"await __import__('piplite').install({packages!r})\n"
