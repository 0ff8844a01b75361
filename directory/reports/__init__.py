"""Reports of mistakes: from the form on a page, by way of a queue in Postgres, by mail to those who can correct it."""
