"""The form of a DropParcel: question by question, or in one line, then reviewed and posted."""
