"""Every kind of change by its name: those that make a sentence false, and those that keep it true."""

from __future__ import annotations

from collections.abc import Mapping

from eval.mutations import certainty, dates, figures, names, opposites, rewording, roles, shorter
from eval.mutations.text import Mutator

FALSE: Mapping[str, Mutator] = {
    "digit": figures.digit,
    "number_word": figures.number_word,
    "scale": figures.scale,
    "unit": figures.unit,
    "bound": figures.bound,
    "month": dates.month,
    "day": dates.day,
    "year": dates.year,
    "weekday": dates.weekday,
    "relative_date": dates.relative_date,
    "person": names.person,
    "place": names.place,
    "organisation": names.organisation,
    "office": names.office,
    "negation_added": certainty.negation_added,
    "negation_removed": certainty.negation_removed,
    "hedge_removed": certainty.hedge_removed,
    "possibility_removed": certainty.possibility_removed,
    "planned_as_done": certainty.planned_as_done,
    "attribution_removed": certainty.attribution_removed,
    "legal": certainty.legal,
    "direction": opposites.direction,
    "opposite": opposites.opposite,
    "sequence": opposites.sequence,
    "comparison": opposites.comparison,
    "roles": roles.roles,
    "quote": roles.quote,
}
SPEAKER, SPLICE, VERBATIM = (
    "speaker",
    "splice",
    "verbatim",
)  # these see more of the article than one sentence, or nothing
TRUE: Mapping[str, Mutator] = {
    "relative": shorter.relative,
    "apposition": shorter.apposition,
    "participle": shorter.participle,
    "including": shorter.including,
    "leading": shorter.leading,
    "conjunction": shorter.conjunction,
    "bracket": shorter.bracket,
    "order": rewording.order,
    "voice": rewording.voice,
    "said": rewording.said,
    "number_form": rewording.number_form,
    "date_form": rewording.date_form,
    "contraction": rewording.contraction,
}
