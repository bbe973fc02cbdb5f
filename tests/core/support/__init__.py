"""What Peers and Support say to each other."""
