"""The machine and the versions that figures depend on."""

import os
import platform
import sqlite3
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

LIBRARIES = ("click", "eventsourcing", "numpy", "pydantic")
PEERS = ("duckdb", "openfisca-core", "polars")


def machine(peers: Path | None) -> dict[str, str]:
    """Return what the machine is and which versions it runs, by what each is called."""
    found = {
        "processor": _said("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "system": platform.platform(terse=True),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    for each in distributions(path=[str(peers)] if peers else []):
        if each.metadata["Name"].lower() in PEERS:
            found[each.metadata["Name"].lower()] = each.version
    return found


def _memory() -> str:
    kib = _said("/proc/meminfo", "MemTotal").split()
    return f"{int(kib[0]) / 2**20:.0f} GiB" if kib else "unknown"


def _said(file: str, name: str) -> str:
    """Return what the kernel says under a name, or nothing where there is no such file."""
    with suppress(OSError):
        for line in Path(file).read_text().splitlines():
            if line.split(":")[0].strip() == name:
                return line.split(":", 1)[1].strip()
    return ""
