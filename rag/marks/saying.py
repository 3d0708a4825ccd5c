"""The words by which a text says who speaks: verbs of saying, and where their subjects stand.

But: only the form of a clause; whom its subject means is the business of rag.marks.people.
"""

from __future__ import annotations

import re

from msgspec import Struct

from rag.types import Span

_STRONG = (
    r"said|says|told|tells|added|adds|asked|asks|wrote|writes|(?:(?<=had )|(?<=has )|(?<=have ))written"
    r"|replied|replies|insisted|insists|warned|warns|argued|argues"
    r"|explained|explains|noted|notes|tweeted|tweets|recalled|recalls|stated|states|declared|declares|announced|announces"
    r"|claimed|claims|continued|continues|concluded|concludes|remarked|remarks|joked|jokes|shouted|shouts|cried|testified"
    r"|testifies|admitted|admits|acknowledged|acknowledges|urged|urges|predicted|predicts|complained|complains|vowed|vows"
    r"|pledged|pledges|promised|promises|answered|answers|responded|responds|observed|observes|commented|comments"
    r"|confirmed|confirms|posted|posts|quipped|quips|reported|reports|captioned|teased|teases|stressed|stresses"
    r"|emphasized|emphasizes|emphasised|alleged|alleges|reflected|reflects|exclaimed|exclaims|cautioned|cautions|countered"
    r"|counters|suggested|suggests|maintained|maintains|mused|lamented|laments|repeated|reiterated|reiterates|revealed"
    r"|reveals|conceded|concedes|cracked|cracks|deadpanned|deadpans|messaged|texted|summarized|began|boasted|boasts|fumed"
    r"|whispered|yelled|yells|screamed|screams|chimed|marveled|gushed|gushes|opined|retorted|shared|shares|elaborated"
    r"|clarified|assured|assures|contended|contends|theorized|estimated|ruled"
)
_WEAK = (
    r"describe[sd]?|call(?:s|ed)|dismiss(?:ed|es)|hail(?:ed|s)|condemn(?:ed|s)|praise[sd]?|critici[sz]e[sd]?"
    r"|accuse[sd]?|den(?:ied|ies)|blame[sd]?|thinks|thought|believe[sd]|credit(?:ed|s)|express(?:ed|es)|refer(?:red|s)"
    r"|cite[sd]|voice[sd]|blast(?:ed|s)|slam(?:med|s)|compare[sd]|characteri[sz]e[sd]|label(?:l?ed|s)|brand(?:ed|s)"
    r"|thank(?:ed|s)|talk(?:ed|s)|spoke|speaks|read|reads|demand(?:ed|s)|propose[sd]|advise[sd]"
    r"|caution(?:ed|s)|appeal(?:ed|s)|pointed|points|mention(?:ed|s)|hope[sd]|expect(?:ed|s)|felt|feels|agree[sd]"
    r"|disagree[sd]|chanted|chants|sang|sings|mock(?:ed|s)|tout(?:ed|s)|deemed|deems|attribute[sd]|lambasted|decried"
    r"|apologi[sz]e[sd]|congratulate[sd]|encourage[sd]"
)
_PARTICIPLE = (
    r"saying|adding|calling|telling|writing|noting|claiming|arguing|describing|urging|stating|suggesting|asking|warning"
    r"|insisting|explaining|alleging|tweeting|posting|concluding|declaring|accusing|referring|thanking|joking|admitting"
    r"|acknowledging|vowing|recalling|promising|predicting|citing|labeling|branding|revealing|continuing|stressing|sharing|dubbing|responding|replying|remarking|declaring"
)
_ADVERB = (
    r"(?:(?:[a-z]+ly|also|later|then|has|have|had|would|will|did|still|even|again|further|once|often|soon|previously|just"
    r"|himself|herself|in turn|first|jointly|all|both|is|was|are|were|been|be|being|not|never|don't|didn't),? )*$"
)
VERB = re.compile(
    rf"(?<![\w'-])(?=[a-z])(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<participle>{_PARTICIPLE}))(?![\w'-])"
)
_STRONG_VERB = re.compile(rf"(?<![\w'-])(?:{_STRONG})(?![\w'-])")
INVERTED = re.compile(
    rf"^(?:\",?|,)? ?(?:{_STRONG}) (?P<subject>(?!(?:on|in|at|to|during|after|that|of|about)\b)[^.;:!?\"]{{2,160}})"
)
ACCORDING = re.compile(r"\b[Aa]ccording to (?P<subject>[^.;:!?\"]{2,140})")
_ADVERBS = re.compile(rf"(?:^|(?<=[ ,])){_ADVERB}")
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|is|are|being|get|gets|got|when|if|once|asked to be)(?: \w+ly)? $", re.IGNORECASE
)
_AHEAD = 6  # words that may stand between a quotation and the subject of its verb
_LONGEST = 320  # code points of a subject with what is set beside it


class Behind(Struct, frozen=True):
    """A verb of saying behind a quotation: its subject, where the words for it end, and whether it comes first."""

    subject: Span
    end: int
    inverted: bool


def verbs(text: str) -> list[re.Match[str]]:
    """The verbs of saying in a text, in order, but those in the passive."""
    return [
        match for match in VERB.finditer(text) if not _PASSIVE.search(text, max(0, match.start() - 24), match.start())
    ]


def subject(text: str, verb: int, first: int = 0) -> Span:
    """Where the subject of a verb that stands at `verb` is looked for, from `first` on: before it and its adverbs."""
    begin = max(first, verb - _LONGEST)
    end = begin + len(_ADVERBS.sub("", text[begin:verb]).rstrip(" ,["))
    start = begin + max(text[begin:end].rfind(mark) for mark in '";:(—–') + 1
    return Span(start, end)


def behind(text: str) -> Behind | None:
    """The verb of saying in `text`, which stands right behind a quotation: "said Ada Quill", "Ada Quill said"."""
    inverted = INVERTED.match(text) or ACCORDING.match(text, len(text) - len(text.lstrip(", ")))
    if inverted:
        return Behind(Span(*inverted.span("subject")), inverted.start("subject"), inverted=True)
    verb = _STRONG_VERB.search(text, 0, _LONGEST)
    place = subject(text, verb.start()) if verb else None
    if verb is None or place is None or len(text[: place.start].strip(" ,").split()) > _AHEAD:
        return None
    return Behind(place, verb.end(), inverted=False)
