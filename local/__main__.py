"""`python -m local` is `callcenter`."""

from local.cli import main

main()
