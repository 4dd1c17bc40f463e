"""Whole commands at several sizes: how their cost grows, and the most memory they take."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import command, tracker
from ledgers import DAY, ledger_of, scenario
from measured import Point, Result, Setting

from lines.tables import PAGE


def growth(setting: Setting) -> Result:
    """Measure commands at every size, each in processes of its own."""
    found: dict[str, list[Point]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        for size in setting.sizes:
            ledger = ledger_of(size, setting.ledgers)
            for name, words in commands(folder).items():
                taken = [command(tracker(ledger, *words))() for _ in range(setting.growth_rounds)]
                found.setdefault(name, []).append(Point.of(size, taken))
    sizes = ", ".join(f"{size:,}" for size in setting.sizes)
    return Result(f"whole commands, {sizes} products, cold", growth=found)


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the words of each command, by the name under which it is told."""
    file = folder / "scenario.json"
    file.write_text(scenario())
    return {
        "status, a page": PAGE,
        "status of all, no reasons": ["status", "--as-of", DAY, "--reasons", "none"],
        "status of one": ["status", "P000007", "--as-of", DAY],
        "known earlier, a page": [*PAGE, "--known-at", "2024-01-01"],
        "what-if": ["what-if", str(file)],
        "products": ["products"],
        "licenses": ["licenses"],
        "findings": ["findings"],
        "verify": ["verify"],
        "live rebuild": ["live", "rebuild"],
    }
