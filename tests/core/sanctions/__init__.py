"""What operators decide about Peers, and what follows from it."""
