"""`python -m withness.foundation.serving`: the process tree without the command line around it, for tests and trials."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from withness.foundation.serving import serve

    sys.exit(serve())
