"""Sessions at the command line kept in files, replayed word for word.

A file is a sentence, then a session: `> NAME` and the lines up to a blank one make a file, `$
tracker ...` is a command, and what follows is what it prints, on either stream; `[exit N]` ends it
unless N is 0. Sessions run in an empty folder, at noon of 2026-11-23 in the legal zone; `@ INSTANT`
sets the clock for what follows.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from tracker.cli import Session, tracker

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "examples"
SESSIONS = re.compile(r"(```console\n)(.*?)```", re.DOTALL)


def replay(text: str, *, clock: Callable[[], datetime] = lambda: NOON) -> str:
    """Return a session with what its commands print now."""
    with empty_folder():
        return _played(text, clock)


def replay_page(page: str) -> str:
    """Return a page with what the commands in it print now; its sessions follow each other."""
    with empty_folder():
        return SESSIONS.sub(lambda found: found[1] + _played(found[2], lambda: NOON) + "```", page)


def _played(text: str, clock: Callable[[], datetime]) -> str:
    lines = iter(text.splitlines())
    shown: list[str] = []
    for line in lines:
        if line.startswith("> "):
            shown += [line, *_write(line[2:], lines)]
        elif line.startswith("@ "):
            clock = _stopped_at(line[2:])
            shown += [line, ""]
        elif line.startswith("$ "):
            shown += [line, *run(line[2:], clock)]
        elif not any(known.startswith(("$ ", "@ ")) for known in shown) or not line:
            shown.append(line)
    return _tidy("\n".join(shown))


def _stopped_at(instant: str) -> Callable[[], datetime]:
    at = datetime.fromisoformat(instant)
    return lambda: at


@contextmanager
def empty_folder() -> Iterator[None]:
    """Work in an empty folder, but for the examples."""
    with TemporaryDirectory() as folder, chdir(folder):
        Path("examples").symlink_to(SAMPLE)
        yield


def run(command: str, clock: Callable[[], datetime] = lambda: NOON) -> Iterator[str]:
    """Run a command and yield the lines that it prints, and its exit code unless 0."""
    words = shlex.split(command)
    assert words[0] == "tracker", command
    result = CliRunner().invoke(tracker, words[1:], obj=Session(clock=clock))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    yield from result.output.rstrip("\n").splitlines()
    if result.exit_code:
        yield f"[exit {result.exit_code}]"


def answered(words: str, clock: Callable[[], datetime] = lambda: NOON) -> tuple[str, int]:
    """Return what `tracker WORDS` prints, as one line of single spaces, and its exit code."""
    lines = list(run(f"tracker {words}", clock))
    ended = lines.pop() if lines and lines[-1].startswith("[exit") else "[exit 0]"
    return " ".join(" ".join(lines).split()), int(ended[6:-1])


def _write(name: str, lines: Iterator[str]) -> Iterator[str]:
    content = []
    for line in lines:
        if not line:
            break
        content.append(line)
    Path(name).write_text("\n".join(content) + "\n", encoding="utf-8")
    yield from [*content, ""]


def _tidy(text: str) -> str:
    """End the text with one line break and part commands by one blank line."""
    parted = re.sub(r"(?<!\n)\n([$@]) ", r"\n\n\1 ", text)
    return re.sub(r"\n{2,}([$@]) ", r"\n\n\1 ", parted).strip() + "\n"
