"""Where the course is published, if it is."""

import os
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = "https://example.org/"


def published(config: Path = ROOT / "_config.yml", *, asked: str | None = None) -> str:
    """Return the site's public address, with a slash at its end; '' while it has none.

    Parameters
    ----------
    config : Path
        Jupyter Book's settings; `html.baseurl` names the address.
    asked : str, optional
        An address for this one build, in place of that one.

    Raises
    ------
    ValueError
        If the address is no http or https address.
    """
    settings = yaml.safe_load(config.read_text(encoding="utf-8")) if config.exists() else {}
    address = asked or settings.get("html", {}).get("baseurl") or ""
    if not address or address.startswith(PLACEHOLDER):
        return ""
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"the site's address is {address!r}: expected https://…")
    return address.rstrip("/") + "/"


def of_this_build() -> str:
    """Return the address of the site that is built now: ``SITE_URL=https://… make book``."""
    return published(asked=os.environ.get("SITE_URL"))
