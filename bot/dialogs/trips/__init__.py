"""The form of a GlidePath: question by question, or in one line, then reviewed and posted."""
