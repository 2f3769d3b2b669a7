"""Where and when a harm happened and who did it, where a report's words leave a choice: a small network weighs every phrase of the report.

The rules before it (`claims.context`, `resolve.wording`) say what a sentence plainly says. On reports that nobody had read
when they were written, half of their places were wrong or missing: what a sentence leaves out stands anywhere in its report,
and rules for anywhere don't hold on the next report. So each claim is offered every place (time, doer) that its report names,
and none; `scoring` gives each a probability, and the rules' answer is one sign among others.

    candidates   the phrases of a report that may say where or when
    doers        those that may say by whom
    names        a sentence as the network reads it: without a name
    signs        how a phrase stands to a claim: before it, in its sentence, beside another claim, the rules' answer ...
    scoring      sentences and signs -> a probability for each phrase, and for none
    choosing     the claims with what was chosen

How it was made, what from and what it is worth: docs/setting.md.
"""
