"""`python -m muniment` is `muniment`."""

import sys

from muniment.command.cli import main

sys.exit(main())
