DROP VIEW site.report_health;
DROP TABLE site.municipality_mail;
DROP TABLE site.report;
