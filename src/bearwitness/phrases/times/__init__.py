"""Time words of English news -> phrases with a small parse tree; a closed grammar of our own.

    find_time_phrases("On 3 and 4 July, 12 were killed")   ->  one phrase, "3 and 4 July", two days
    parse_time_phrase("since 1 May")                       ->  Since(Calendar(month=5, day=1))

Nothing here knows a publication date: what a phrase means on a calendar is worked out in `resolve.dates` from the tree.
A phrase's words hold what carries meaning ("since 1 May", "as of April 2023", "the past week") and leave out
prepositions that only locate ("on", "in", "at", "during"); reading a phrase's own words again gives the same tree.

Ages ("a 14-year-old"), amounts ("July 12 people" after "in"), "may" as a verb, months as first names and dates inside
names of groups and streets ("19 April Movement") are no dates. A date that no calendar holds (31 February) is still a
phrase.

The modules in their order, each using those before it: `tree`, `words` and `tokens`; `phrase`, what a tree makes of its
words; `amounts`, `years`, `dates`, `feasts`, `clock` and `references`, the kinds of time; `single`, any one of them;
`narrowed`, with what stands on either side; `joined`, several as one; `operators`, under "since" and the like; `find`,
the two verbs. `tense` stands alone.
"""
