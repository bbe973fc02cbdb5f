"""A paper says what is known of a quest or of a trip's parcels, to keep and to show.

It is made anew each time it is asked for, and changes nothing. It names roles and never a person.
"""
