"""A DropParcel is a thing to move: from, to, what is in it, when, and what its carrying is worth.

What must not travel is screened out before it is posted, or held until a person has looked. A
DropParcel that has ended stays as it was; nothing deletes one.
"""
