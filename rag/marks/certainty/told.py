"""The words for what is claimed and for what carries a claim about, and for what they are said to be.

But: patterns only; what they show of a sentence is for the tables of cues and sources.
"""

from __future__ import annotations

DOUBTED = r"(?:claim|allegation|accusation|charge|report|suggestion|rumou?r|assertion|notion)s?"
STORY = rf"(?:{DOUBTED}|story|stories|tales?|narratives?|statements?|theor(?:y|ies)|conspiracy)"
WORDS = (
    r"(?:posts?|tweets?|messages?|letters?|memes?|leaflets?|flyers?|quotes?|quotations?|articles?|e-?mails?|memos?"
    r"|captions?|pamphlets?|posters?|threads?|blogs?|websites?|channels?)"
)
PICTURES = r"(?:videos?|clips?|footage|images?|photos?|photographs?|pictures?|screenshots?|recordings?|audio)"
CARRIER = rf"(?:{WORDS}|{PICTURES})"
PRONOUN = r"(?:it|that|this|these|those|they|(?:none|all|nothing|neither|any) of (?:it|this|that|them|these|those))"
PLAINLY = r"(?: (?:\w+ly|all|also|both|just|in fact|in part|at best|pure|plain|outright|a|an|as|nothing but))*"
BEING = (
    r"(?:(?: (?:is|was|are|were|[\w ]{3,20} to be|(?:has|have|had) (?:since )?been(?: \w+ed as)?"
    r"|(?:turned|turns) out to be|proved|remains?)|[’'](?:s|re))"
    rf"{PLAINLY} )"
)
