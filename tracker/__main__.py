"""The entry point: checks that our packages are ours, then hands over to the command line."""

import sys

from tracker._names import EXIT_CLASH, clash
from tracker.standard_streams import standard_streams

EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line; exits with its code, or with 70 if a package of ours was replaced."""
    with standard_streams():
        _run()


def _run() -> None:
    if problem := clash():
        print(f"Error: {problem}", file=sys.stderr)
        raise SystemExit(EXIT_CLASH)
    try:
        from tracker.cli import tracker

        tracker()
    except OSError as error:
        print(f"Error: {error.strerror or error}. Nothing more was done.", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(EXIT_INTERRUPTED) from None


if __name__ == "__main__":
    main()
