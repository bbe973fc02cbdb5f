"""A place is a city, an airport, or a city's airports together: where a path begins or ends.

Places come from a file that we ship (`data/`, where its licences stand too) and are loaded once per
version of that file. Its ids never change their meaning, because paths and parcels point at them: a
place that leaves the file stays in the table. Nobody edits a place by hand.
"""
