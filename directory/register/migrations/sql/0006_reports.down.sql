-- Mistakes that visitors report.
SELECT 1;
