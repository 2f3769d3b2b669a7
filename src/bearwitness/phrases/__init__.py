"""Closed grammars over plain text: words that name a time, a place, people; and the word lists (`lexicon/`). No stage, no gazetteer, no clock."""
