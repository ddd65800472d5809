#!/usr/bin/env python
"""The project's command line. Mistakes of configuration are answered with one sentence; a reader of the output that
has read enough, such as `head`, ends it in silence."""

import os
import sys

_CLOSED_PIPE = 141  # as the shell reports a process that the signal ended


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()  # here, where a closed pipe can still be answered
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to be said at exit
        sys.exit(_CLOSED_PIPE)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).strip().splitlines()[0]}")


if __name__ == "__main__":
    main()
