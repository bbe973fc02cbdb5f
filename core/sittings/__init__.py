"""A sitting is what lasts from an operator's signing in at one browser to his signing out there.

It is kept here and not in the browser, which has only a token: so it can be ended from elsewhere.
A sitting that has seen the password only is halfway, and opens nothing but the next question.
"""
