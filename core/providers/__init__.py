"""A provider vouches for people whom it knows, so that they sign in here by its word.

OpenID Connect: authorization code with PKCE. Nothing is believed that it has not signed for us, for
this browser and for this moment; what it knows by other names is known here by issuer and subject.
"""
