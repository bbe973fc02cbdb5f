"""What fits: the trips for a parcel of one's own, and the parcels for a trip, found by oneself."""
