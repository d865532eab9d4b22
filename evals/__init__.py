"""Sets on which the product is measured; the product never imports them."""
