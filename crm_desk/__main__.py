"""`python -m crm_desk`."""

import sys

from crm_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
