"""The few words that shares are made of when only their number matters."""

WORDS = (
    "night morning tea kitchen stairs window quiet rain walk bus garden chair letter mother father sister brother "
    "friend nobody somebody today yesterday tomorrow again always never slowly tired awake angry afraid glad calm "
    "asked told heard thought wanted waited stayed left came back home hospital work school street door lamp radio "
    "the and but because when while after before with without about under over I you we they it that this there"
).split()
