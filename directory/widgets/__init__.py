"""What other sites place on their pages: the element, the frame, the link, and what makes and keeps them."""
