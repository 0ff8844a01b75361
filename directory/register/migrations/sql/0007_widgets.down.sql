-- Saved widgets, their history and their figures.
DROP VIEW site.widget_term_shown;
DROP TABLE site.widget_batch, site.widget_term, site.widget_day, site.widget_change, site.widget;
