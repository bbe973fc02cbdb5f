"""A CargoQuest is the job that an accepted Offer becomes: one parcel, one trip, one price.

Its room on the trip is reserved in the transaction that makes it.
"""
