"""A GlidePath is a trip with room to spare: from, to, when, how, and what it may take along.

A weekly trip is a series whose next dates are ordinary GlidePaths, so everything that reads trips
reads them, too. A GlidePath that has ended stays as it was; nothing deletes one.
"""
