"""The market says who is offered what, and when: the policy above matching and offers.

It hears what happens to posts, offers and quests, and looks again. It never decides for a Peer.
"""
