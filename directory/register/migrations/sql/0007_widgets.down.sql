-- Saved widgets, their history and their figures.
SELECT 1;
