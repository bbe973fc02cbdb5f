"""What all pages share: who may come in, the frame around a page, and what a browser may do."""
