"""`python -m service`: the command line where its script is not on the path."""

from __future__ import annotations

import sys

from service.cli import main

sys.exit(main())
