DROP FUNCTION publication.find_by_name;
DROP FUNCTION register.name_query;
DROP INDEX register.association_name_vector;
DROP FUNCTION register.name_vector;
DROP FUNCTION register.name_words;
