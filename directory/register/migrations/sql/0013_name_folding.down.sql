DROP INDEX register.association_name_vector;

CREATE OR REPLACE FUNCTION register.name_words(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    plain text := lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g'));
    found text[];
BEGIN
    plain := replace(replace(replace(replace(plain, 'ß', 'ss'), 'ø', 'o'), 'æ', 'ae'), 'œ', 'oe');
    plain := replace(replace(plain, 'ł', 'l'), '&', ' en ');
    found := regexp_split_to_array(plain, '[^[:alnum:]]+')
          || regexp_split_to_array(regexp_replace(plain, '\.\s?', '', 'g'), '[^[:alnum:]]+');
    IF found && '{st,ste,sinte}' THEN
        found := found || '{sint}';
    END IF;
    IF found && '{olv,olvr,olvrouw}' OR found @> '{o,l,v}' OR found @> '{o,l,vrouw}' OR found @> '{ol,vrouw}' THEN
        found := found || '{onze,lieve,vrouw}';
    END IF;
    IF plain LIKE '%h.%' THEN
        found := found || '{heilige}';
    END IF;
    RETURN array(SELECT DISTINCT left(word, 100) FROM unnest(found) AS word WHERE word <> '');
END $$;

CREATE OR REPLACE FUNCTION register.name_vector(name text, short_name text, call_name text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    words text[] := register.name_words(concat_ws(' ', name, short_name, call_name));
BEGIN
    RETURN array_to_tsvector(words || array(SELECT '<' || reverse(word) FROM unnest(words) AS word));
END $$;

CREATE OR REPLACE FUNCTION register.name_query(words text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(format('(%s:* | %s:*)', quote_literal(word), quote_literal('<' || reverse(word))), ' & '),
                    '')::tsquery
    FROM unnest(words) AS word
$$;

CREATE INDEX association_name_vector ON register.association
    USING gin (register.name_vector(name, short_name, call_name)) WHERE is_public;

DROP FUNCTION register.folded;
DROP FUNCTION register.with_plus_ages;
DROP FUNCTION register.quoted_lexeme;
