"""What kind of source words name: a news medium, one that keeps its name back, a side of a dispute, a layman.

But: by the words alone. Who "she" is, and what office a bare surname holds, stands elsewhere in the article.
"""

from __future__ import annotations

import re

from rag.marks.certainty.told import CARRIER

_OUTLETS = (
    "Times|Post|Journal|Herald|Tribune|Gazette|Ledger|Courier|Daily|Chronicle|News|Guardian|Telegraph|Mirror|Globe|TV"
    "|Television|Radio|Observer|Dispatch|Register|Examiner|Inquirer|Bulletin|Echo|Sentinel|Mail|Standard|Independent"
    "|Review"
)
_MEDIA = re.compile(
    r"\b(?:media|newspapers?|news (?:agency|agencies|outlets?|reports?|sites?|websites?)|magazine|tabloids?"
    r"|broadcasters?|press reports?|(?:state|local|public|national|state-run) (?:TV|television|radio)|(?:TV"
    r"|radio) station|outlets?|reports|an? report(?: (?:in|by|from))?|rumou?rs|the (?:daily|weekly|paper)|Reuters|AP"
    r"|AFP|BBC|CNN|NBC|ABC|CBS|MSNBC|NPR|TASS|Xinhua|Bloomberg|Politico|Axios|Al Jazeera|NHK|ESPN|TMZ"
    r"|Associated Press)\b(?![’']s)(?! (?:user|company|giant|platform|executive|account)s?\b)"
    rf"|\b(?:[A-Z]\w+ )+(?:{_OUTLETS})$|^[Tt]he (?:{_OUTLETS})$"
)
_SPEAKS_FOR_IT = re.compile(
    r"\b(?:spokes\w+|executives?|editor|chief|director|reporter|correspondent|analyst|anchor|host|president|poll|survey"
    r"|users?|regulator|watchdog|minister)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:(?:[a-z-]+ )?sources? (?:said|says?|told|close|with|familiar|in|who|added|at|from|speaking)\b|(?:said"
    r"|says?|told \w+|according to)(?: \w+){0,4} sources?\b|insiders?|people (?:familiar|with knowledge|close)"
    r"|(?:person|someone|somebody|officials?) (?:familiar|with (?:direct )?knowledge|close)|condition of anonymity"
    r"|anonym\w+|(?:not |un)authori[sz]ed to|not to be (?:named|identified)|(?:declined|refused) to be (?:named"
    r"|identified)"
    r"|un(?:named|identified) \w+ (?:said|told))",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?:lawyers?|attorneys?(?! general)|solicitors?|barristers?|plaintiffs?|defendants?|prosecut(?:ors?|ion)|lawsuit"
    r"|complaint|indictment|suit|affidavit|critics?|opponents?|supporters?|activists?|campaigners?|protest[eo]rs?"
    r"|demonstrators?|advocates?|rivals?|rebels?|insurgents?|militants?|separatists?|dissidents?|opposition|lobby\w*"
    r"|candidates?|challenger|campaign|Democrats?|Republicans?|conservatives|liberals|lawmakers?|whistleblower|accuser"
    r"|suspects?|gunm[ae]n)\b",
    re.IGNORECASE,
)
_LAYMAN = re.compile(
    r"\b(?:victims?|famil(?:y|ies)|relatives?|mother|father|brother|sister|wife|husband|widow|friends?|neighbou?rs?"
    r"|residents?|villagers?|locals|(?:eye)?witness(?:es)?|bystanders?|passengers?|shoppers?|drivers?|customers?"
    r"|fans?|users?|farmers?|bakers?|shopkeepers?|shippers?|analysts?|economists?|experts?|historians?|\w+ologists?"
    r"|professors?|academics?|scholars?|commentators?|columnists?|observers|strategists?|pundits?|traders?|investors?"
    r"|consultants?"
    r"|some|many|others|people)\b",
    re.IGNORECASE,
)
_PLATFORM = r"(?:Facebook|Twitter|X|Instagram|TikTok|WhatsApp|Telegram|YouTube|Reddit|Weibo|VKontakte|WeChat|Threads)"
_GOES_ROUND = (
    r"viral|(?:wide|vast)ly|shared|circulat\w+|unverified|anonymous|unsigned|online|social media|the rounds|spread\w*"
)
_TELLS = rf"(?:{CARRIER}|accounts|rumou?rs?|pages?)"
_PASSED_ON = re.compile(  # nobody answers for what goes round, nor for "a post"
    rf"(?:[\w’'-]+ ){{0,6}}?{_TELLS}\b(?:.*\b(?:{_GOES_ROUND}|{_PLATFORM})\b)"
    rf"|(?:[\w’'-]+ ){{0,3}}?(?:{_GOES_ROUND}|chain|forged|fake|doctored"
    rf"|{_PLATFORM}) (?:[\w-]+ ){{0,2}}?(?:{_TELLS}|users)\b"
    r"|(?:(?:an?|one|another) (?:[a-z]+ ){0,2}?(?-i:post|tweet|message|meme|leaflet|flyer)"
    r"|(?:some |many |several |two |three |most |other |these )?(?:posts|tweets|messages|memes|leaflets"
    r"|flyers))\b(?! (?-i:[A-Z]))"
    rf"|(?:[\w-]+ ){{0,3}}?(?:rumou?rs?\b|(?:users|people) (?:on|of) (?:social media|{_PLATFORM})\b)",
    re.IGNORECASE,
)
_CARRIES = re.compile(rf"(?:[\w’'-]+ ){{0,4}}?{_TELLS}\b", re.IGNORECASE)
_SHOWS = re.compile(r"show|reveal|depict|indicat|captur")
_OWNED = re.compile(  # whose word it is
    r"[’']s? [\w-]+|\b(?:his|her|its|their|my|our|official|he|she|who|and)\b"
    r"|\b(?:by|from|of|for) (?!(?:an? )?(?:\w+ )?(?:anonymous|unknown|unnamed|unidentified|users?|accounts?|people"
    r"|bots?"
    r"|trolls?|strangers?)\b)(?:the|an?|[A-Z]\w+|police|officials|ex-\w+)\b"
    r"|\b(?:police|court|company|government|ministry|council|embassy|army|military|agency|university|campaign|union"
    r"|party"
    r"|news|network|staff|office|department|club|hospital|school|airline|bank|team|press|radar|satellite|security"
    r"|surveillance|body-?cam\w*|dashcam|drone|CCTV)\b",
)
_CLAIMS = re.compile(r"(?:claim|alleg|assert|insist|purport)\w*")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|I|you)", re.IGNORECASE)


def is_media(source: str) -> bool:
    """Whether the words name a news medium or its reports, and nobody who speaks for one."""
    return bool(_MEDIA.search(source)) and not _SPEAKS_FOR_IT.search(source)


def is_hearsay(source: str, verb: str) -> bool:
    """Whether the words name a thing that is passed on and tells or claims something, and nobody who answers for it."""
    carries = _PASSED_ON.match(source) or (_CLAIMS.match(verb) and _CARRIES.match(source))
    return bool(carries) and not (_SHOWS.match(verb) or _OWNED.search(source))


def is_unnamed(sentence: str) -> bool:
    """Whether a sentence keeps back the name of who says so."""
    return bool(_UNNAMED.search(sentence))


def is_partial(source: str) -> bool:
    """Whether the words name a side of a dispute, or somebody without an office in the matter: a resident."""
    return bool(_SIDE.search(source) or _LAYMAN.search(source))


def is_pronoun(source: str) -> bool:
    """Whether the source is only "he", "she" or the like."""
    return bool(_PRONOUN.fullmatch(source))
