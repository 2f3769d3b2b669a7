"""The text of one report while its sentences are read, with what many readers ask of it found once."""

from __future__ import annotations

from functools import cached_property

from bearwitness.claims.sentence.harm_lexicon import HarmWords
from bearwitness.phrases.word_patterns import lowered

OPENING_CHARACTERS = 6_000  # a report says within these what its harm came of


class ReportText:
    """A text layer, and the same in the case that it would have in print; both of one length."""

    def __init__(self, text: str, cased: str, lexicon: HarmWords) -> None:
        self.text, self.cased, self._lexicon = text, cased, lexicon

    @cached_property
    def low(self) -> str:
        """The text in lower case, of the same length."""
        return lowered(self.text)

    @cached_property
    def tells_of_force(self) -> bool:
        """Whether the report speaks of arms or violence at all."""
        return self._lexicon.force.search(self.text, 0) is not None

    @cached_property
    def opens_with_other_cause(self) -> bool:
        """Whether its opening names a flood, a crash, a disease or the like."""
        return self._lexicon.outside.search(self.text, 0, OPENING_CHARACTERS) is not None

    @cached_property
    def is_of_other_cause(self) -> bool:
        """Whether the report tells of harm without weapon or force: it names such a cause, and force hardly."""
        if not self.opens_with_other_cause:
            return False
        head = self.text[:OPENING_CHARACTERS]
        words = self._lexicon
        return len(words.force.findall(head)) < max(1, len(words.outside.findall(head)) // 3)
