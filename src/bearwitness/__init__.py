"""bearwitness: who says what happened to how many people, where and when, with the exact words behind every figure."""

__version__ = "0.1.0"
