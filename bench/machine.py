"""What the benchmark ran on."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path


def describe() -> dict[str, str]:
    """Return the date, processor, cores, system and versions, for the head of a table."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].partition(":")[2].strip() if names else cpu
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "date": date.today().isoformat(),
        "processor": cpu,
        "cores": str(os.cpu_count()),
        "load at the start": load,
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        "NumPy": version("numpy"),
    }
