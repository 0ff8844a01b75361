-- What the site itself keeps: nothing of the register, nothing that is published. Each table grants what its room needs.
CREATE SCHEMA site;
GRANT USAGE ON SCHEMA site TO directory_public, directory_indexer;
