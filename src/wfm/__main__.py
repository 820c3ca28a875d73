"""Entry point of ``wfm`` and ``python -m wfm``."""

import sys


def main() -> None:
    """Run the command line."""
    from wfm import cli

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
