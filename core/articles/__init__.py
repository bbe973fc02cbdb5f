"""An article is a page of help in one language, found by the words of who asks.

The pages are files beside the other words for people; the database holds a copy to search in.
Whether an article helped is counted by the day, and never by whom.
"""
