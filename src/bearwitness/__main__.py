"""`python -m bearwitness` is the command `bearwitness`."""

from __future__ import annotations

from bearwitness.cli import main

main()
