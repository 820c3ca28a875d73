"""Entry point of ``wfm`` and ``python -m wfm``."""

import sys

from wfm import interrupts


def main() -> None:
    """Run the command line."""
    # Before the imports: they take a part of a second, in which somebody may press Ctrl-C.
    interrupts.leave_at_once()
    from wfm import cli

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
