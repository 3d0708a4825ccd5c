"""Words that several readers of a text look for: short titles, and what ties a sentence to the one before it.

But: patterns only, without their case and what stands around them.
"""

from __future__ import annotations

SHORT_TITLES = (  # they end in a dot that ends no sentence
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sens?|Reps?|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Cmdr|Adm|Rev|Supt|Det|Insp|Const|Hon|Pres|St"
)
LINKS = (
    "and|but|or|yet|so|still|also|now|then|instead|later|earlier|though|however|meanwhile|moreover|likewise|indeed|finally"
    "|nevertheless|additionally|separately|similarly|today|yesterday"
)
