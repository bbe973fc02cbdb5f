"""A LinkLine is where two Peers talk about one parcel on one trip, without knowing each other.

It opens from an offer and lives on in the quest. Each side is known to the other by a pseudonym of
this line alone. Nothing here tells one side who the other is before both have asked for that.
"""
