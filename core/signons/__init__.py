"""A sign-on is one try to sign in by the word of a provider, from leaving here to coming back.

It is good once, for some minutes, and in the browser that began it. Who comes back must be known,
or be on a list; a list never makes an owner.
"""
