"""Verbs of the news, with their past and participle: what a change of tense, voice or roles needs.

`AGAINST`: those whose subject does something to their object that the object does not do back.
"""

from __future__ import annotations

_IRREGULAR = {
    "begin": ("began", "begun"), "build": ("built", "built"), "buy": ("bought", "bought"),
    "bring": ("brought", "brought"), "cut": ("cut", "cut"), "fight": ("fought", "fought"),
    "find": ("found", "found"), "give": ("gave", "given"), "go": ("went", "gone"), "hold": ("held", "held"),
    "lead": ("led", "led"), "leave": ("left", "left"), "make": ("made", "made"), "meet": ("met", "met"),
    "pay": ("paid", "paid"), "sell": ("sold", "sold"), "send": ("sent", "sent"), "shoot": ("shot", "shot"),
    "spend": ("spent", "spent"), "take": ("took", "taken"), "win": ("won", "won"), "write": ("wrote", "written"),
    "withdraw": ("withdrew", "withdrawn"), "lose": ("lost", "lost"), "keep": ("kept", "kept"),
    "become": ("became", "become"), "rise": ("rose", "risen"), "beat": ("beat", "beaten"),
    "overtake": ("overtook", "overtaken"), "run": ("ran", "run"), "seek": ("sought", "sought"),
    "get": ("got", "got"), "put": ("put", "put"), "hit": ("hit", "hit"), "let": ("let", "let"),
    "stop": ("stopped", "stopped"), "ban": ("banned", "banned"), "drop": ("dropped", "dropped"),
    "submit": ("submitted", "submitted"), "permit": ("permitted", "permitted"),
    "travel": ("travelled", "travelled"), "cancel": ("cancelled", "cancelled"),
}  # fmt: skip
_REGULAR = (
    "accept accuse acquire address adopt allow announce appeal appear apply appoint approve arrest arrive ask "
    "attack attend award back blame block boycott call carry challenge change charge close combine compete "
    "complete consider contest continue contribute convene create criticise criticize defeat defend delay "
    "deliver demolish deploy detain develop discuss dismiss donate double elect eliminate endorse end enter "
    "establish examine expand expel face finance fine follow force help hire host impose improve include "
    "increase inspect install introduce invade invest investigate invite join kill launch lift limit merge "
    "monitor move name nominate offer open operate oppose organise organize overturn pass perform play praise "
    "present produce prosecute protest provide publish punish pursue raise reach receive recognise recognize "
    "reduce release remain remove renew replace rescue resign resume return reveal review sack sanction save "
    "search serve share sign start sue suspend support target test threaten train transfer unveil urge use "
    "visit vote warn welcome work"
).split()
_VOWELS = "aeiou"


def _ed(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    return f"{base[:-1]}ied" if base.endswith("y") and base[-2] not in _VOWELS else f"{base}ed"


PAST: dict[str, str] = {base: _ed(base) for base in _REGULAR} | {base: past for base, (past, _) in _IRREGULAR.items()}
PARTICIPLE: dict[str, str] = {base: _ed(base) for base in _REGULAR} | {
    base: done for base, (_, done) in _IRREGULAR.items()
}
BASE: dict[str, str] = {past: base for base, past in PAST.items()}
AGAINST = tuple(
    "accuse acquire appoint arrest attack beat blame buy challenge charge criticise criticize defeat detain dismiss"
    " endorse expel fine hire invade invite investigate kill nominate overtake praise prosecute replace rescue sack"
    " sanction shoot sue support suspend threaten urge visit warn welcome back name defend".split()
)
