"""When the service was away, what people had to do meanwhile waits for as long.

Only what was still open when it went away, and only what is measured in people's time: the world's
own moments stay, such as a departure, and Stripe's, which closes its links by itself.
"""
