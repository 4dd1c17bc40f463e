"""The entry point: checks that our packages are ours, then hands over to the command line."""

import sys

from tracker._names import EXIT_CLASH, clash


def main() -> None:
    """Run the command line; exits with its code, or with 70 if a package of ours was replaced."""
    if problem := clash():
        print(f"Error: {problem}", file=sys.stderr)
        raise SystemExit(EXIT_CLASH)
    from tracker.cli import tracker

    tracker()


if __name__ == "__main__":
    main()
