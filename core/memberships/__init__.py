"""A membership is what the organisation at Clerk says of somebody: whether he is of it, as what.

What it says is told by signed webhooks, in any order and more than once; the moment that each
names decides. Who is removed there is out here at once. A role there means one here only where the
settings say so, and that of an owner only where they say that.
"""
