"""The embedded servers: killed, crowded and run by anybody."""
