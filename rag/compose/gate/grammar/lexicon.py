"""The words of English grammar: those of closed classes, and what endings would mistake for a verb.

But: no meanings; a word that no list has is read by its ending and its neighbours.
"""

from __future__ import annotations

BE = frozenset("be am is are was were been being isn aren wasn weren".split())
HAVE = frozenset("have has had having haven hasn hadn".split())
DO = frozenset("do does did doing done don doesn didn".split())
MODALS = {
    "may": "may", "might": "may", "could": "may", "can": "can", "ca": "can", "will": "will", "would": "will",
    "shall": "will", "wo": "will", "ll": "will", "should": "should", "ought": "should", "must": "must",
}  # fmt: skip
SHORT = {"re": "are", "ve": "have", "m": "am"}
DETERMINERS = frozenset(
    """the a an this that these those his her its their our your my each every any some no another both all several many
    few most such either neither whose what which more less fewer much enough
    """.split()
)
PREPOSITIONS = frozenset(
    """of in on at by for with from to into onto over under about against between among through during without within
    near across along around behind beside beyond despite above below past per than toward towards upon via amid
    outside inside off like unlike versus including besides worth except alongside following regarding concerning
    """.split()
)
SUBORDINATORS = frozenset(
    """that if whether because although though while whereas unless until when where why how as since before after once
    lest so what
    """.split()
)
RELATIVES = frozenset("who whom which whose".split())
COORDINATORS = frozenset("and or but nor plus".split())
PRONOUNS = frozenset(
    """he she it they we i you him them us me himself herself itself themselves there everyone everybody someone
    somebody anyone anybody nobody none something anything nothing everything others one ones
    """.split()
)
NEGATORS = frozenset("not n't never".split())
NOBODY = frozenset("nobody none neither nothing nowhere".split()) | {"no one"}
ADVERBS = frozenset(
    """downstream upstream nearby abroad overseas overnight online nationwide worldwide elsewhere indoors outdoors
    inland offshore underground ashore aboard alike alone else onboard downtown upstairs downstairs forward backward
    afterwards
    also then now still just already soon often again even only too very quite rather almost ever once twice later
    earlier ago away back here there together instead however meanwhile moreover therefore thus perhaps maybe yet
    today tonight down up out off far long well according
    """.split()
)
PHRASES = frozenset(  # a preposition and its noun that are one adverb
    tuple(each.split("_"))
    for each in """on_average in_fact in_total in_all at_least at_most at_first at_last at_once in_part in_general
    of_course for_example for_instance in_particular in_addition so_far on_board in_turn in_short on_record
    """.split()
)
PARTICLES = frozenset("up down out off away back over aside together ahead".split())
NOT_ADVERBS = frozenset(
    """family ally supply july italy assembly monopoly anomaly rally reply fly only early daily weekly monthly yearly
    apply rely imply multiply comply likely unlikely deadly friendly elderly costly lovely ugly jelly belly bully
    tally homily homely hilly holy oily underly orderly
    """.split()
)
ING_NOUNS = frozenset(
    """meeting building morning evening hearing funding housing king ring string thing spring bombing shooting wedding
    ruling warning training briefing filing ceiling parking spending banking shipping mining trading voting fishing
    nursing killing shelling finding earning saving holding beginning ending crossing landing painting offering
    gathering opening closing rating polling lending borrowing farming manufacturing engineering marketing advertising
    broadcasting publishing wing something anything nothing everything during following including dwelling sibling
    feeling rising blessing drawing hiring firing planning sentencing understanding wrongdoing
    """.split()
)
ACTIVITIES = frozenset(
    """swimming skiing skating sailing rowing cycling racing boxing wrestling gambling betting dining drinking cooking
    brewing sewing walking waiting living sleeping dancing camping hunting gardening climbing diving surfing smoking
    driving riding running working recycling breeding logging boiling melting freezing turning steering operating
    sitting standing
    """.split()
)
ED_NOUNS = frozenset("bed red shed need seed speed breed deed feed weed hundred bred".split())
