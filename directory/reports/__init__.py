"""Reports of mistakes: from the form on a page, by way of a box in Postgres, to whoever can put it right."""
