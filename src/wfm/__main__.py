"""Entry point of ``wfm`` and ``python -m wfm``."""

import gc
import os
import sys

from wfm import interrupts


def main() -> None:
    """Run the command line."""
    # Before the imports: they take a part of a second, in which somebody may press Ctrl-C.
    interrupts.leave_at_once()
    _fill_streams()
    from wfm import cli

    code = cli.main()
    gc.freeze()  # the system takes all back at once; to tidy it up takes a tenth of a second
    sys.exit(code)


def _fill_streams() -> None:
    """Put a device in the place of a standard stream that is closed.

    The next file that is opened would come to stand there, and take what is meant for the stream.
    """
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    main()
