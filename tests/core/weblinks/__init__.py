"""What is an address on the web, and what is known to everybody."""
