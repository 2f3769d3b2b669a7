"""Closed grammars over plain text: words that name a time, words that name a place. No stage, no gazetteer, no clock."""
