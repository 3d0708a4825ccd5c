"""What a page has around a story: calls to subscribe or read on, photo credits, who contributed, when it was updated.

No answer is made of it. But: only short lines that say so by their own words; a sentence that tells of a newsletter, a
photograph or a follower is a sentence, and what corrects a story is a notice.
"""

from __future__ import annotations

import re

_LONGEST = 260  # code points of such a line
_ADDRESS = r"[\w.+-]+@[\w-]+\.\w[\w.]*"
_PLACES = r"(?:Twitter|X|Facebook|Instagram|Threads|TikTok|LinkedIn|Bluesky|YouTube|WhatsApp)"
_LABEL = (
    r"(?:read\ (?:more|also|next)|also\ read|see\ also|more|related(?:\ (?:story|stories|articles?|coverage))?"
    r"|watch|listen|don['’]t\ miss|in\ case\ you\ missed\ it|go\ deeper|keep\ reading|recommended"
    r"|more\ from\ [\w\ ]{2,30})"
)
_LINKED = r"(?:opinion|previously|fact\ check|live\ updates?|analysis|explainer|exclusive|column|poll|quiz|podcasts?)"
_LETTER = r"(?:newsletters?|digest|briefing|alerts|inbox|podcasts?|e-?mails?|subscriber|[A-Z]{2,}\ TODAY)"
_PICTURE = r"(?:photo(?:graph)?s?|images?|picture|video|graphic|illustration|credit)"
_MISTAKE = r"(?:correct|error|mistake|misstat|clarif|wrong|inaccura|earlier\ version|fix)"
_FURNITURE = re.compile(
    rf"""\W*(?:
    {_LABEL}\ ?(?:[:>»]|\W*$)
    |{_LINKED}:(?=\S)
    |(?:click|tap|read\ more|sign[ -]?up|subscribe|register|follow\ along|check\ your\ [\w ]+)\ (?:\w+\ ){{0,2}}here\b
    |(?:sign[ -]?up|subscribe|register)\b[^.?!]{{0,80}}\b{_LETTER}\b
    |(?:sign[ -]?up|subscribe|get|join|stay|never\ miss|support|want|like)\b[^.!]{{0,120}}\b(?:newsletters?|your\ inbox
      |subscribe\ (?:to|here|now|today)|sign\ up\ (?:here|now|today|for)|digital\ subscriber)\b
    |(?:you\ can\ )?(?:reach|contact|e-?mail|write\ to|tweet|send)\b[^.!?]{{0,80}}
      (?:{_ADDRESS}|\ at\ @\w|\bon\ {_PLACES}\b)
    |(?:you\ can\ |please\ )?(?:follow|like|find|join)\b[^.!?]{{0,80}}(?:\bon\ {_PLACES}\b|@\w|{_ADDRESS})
    |contribut(?:ing|ors?|ed\ by)\ ?:
    |{_PICTURE}(?:\ (?:by|credit|courtesy(?:\ of)?))?\ ?:\ [^.]{{2,80}}\W*$
    |(?:sign[ -]?up|subscribe)\ (?:now|today|(?:for|to)\ our)\b
    |(?:the\ )?(?:newest|latest|most\ recent)(?:\ \w+)?\ (?:first|on\ top|at\ the\ top)\W*$
    |refresh\b[^.]{{0,30}}\b(?:page|updates?)\b
    |all\ times\ (?:are\ )?(?:in\ )?(?:local|[A-Z]{{3,4}})\W*$
    |(?:(?:this\ (?:story|article|post|page|report|(?:live\ )?blog)|the\ (?:page|live\ blog))
      (?:\ (?:on|about)\ [^.]{{1,40}}?)?\ (?:was|has\ been|is\ being|will\ be)\ (?:\w+\ )?(?:updated|republished)
      |(?:last\ |first\ )?(?:updated|published|posted)\ (?:on\ |at\ )?(?:\d|(?:[A-Z][a-z]{{2,8}}\.?)\ \d))
      (?!.*\b{_MISTAKE})[^\n]*$
    |{_ADDRESS}\W*$
    |advertisement\W*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"\W*(?:[^\W\d_a-z][\w.'’-]*[ ,]?(?:and |of |for |via )?){1,8}"
    r"(?:/ ?| via | for )?(?:Getty Images|AP Photo|AFP|Reuters|EPA|Shutterstock|Alamy|AP|Imagn(?: Images)?"
    r"|USA TODAY(?: Sports| Network)?)(?:/[\w ]{2,40}| via [\w ]{2,40}| Images)?\W*$"
)
_SIGNED = re.compile(r"[–—-] ?(?:[^\W\d_a-z][\w.'’-]* ?){2,4}$")
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*$")
_NAMES = 9  # words of a byline
_JOINTS = frozenset(
    "and of for the to by from special staff writer reporter contributor editor wire reports via in".split()
)
_SLASHED = re.compile(r"/|\bvia\b|\bfor\b|Images")


def is_one(unit: str) -> bool:
    """Whether a line belongs to the page and not to its story."""
    if len(unit) > _LONGEST:
        return False
    credited = _SLASHED.search(unit) and _CREDIT.fullmatch(unit)
    return bool(credited or _FURNITURE.match(unit) or _SIGNED.fullmatch(unit))


def is_byline(unit: str) -> bool:
    """Whether a line above a story's first sentence is nothing but names: of who wrote it, for whom, and where."""
    words = unit.split()
    if len(words) > _NAMES or (_ENDED.search(unit) and not unit.endswith("Jr.")):
        return False
    small = (word.strip(",") in _JOINTS or "@" in word or not word[:1].isalpha() for word in words)
    return any(word[:1].isupper() for word in words) and all(
        word[:1].isupper() or is_small for word, is_small in zip(words, small, strict=True)
    )
