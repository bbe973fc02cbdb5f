"""The desk is where tickets are answered: a group of ours, in which each ticket has its topic.

Here stands which message of which chat is which of a ticket, so that answers, edits and deletions
find each other. Ids are kept, and never read out of what is written. What is lost with a topic is
said in a new one.
"""
