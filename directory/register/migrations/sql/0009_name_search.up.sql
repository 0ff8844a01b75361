-- Full-text search by name in Postgres itself, for while the search engine is away.

-- The words of a name: lower case, without accents, split at every other sign. Dots within an abbreviation split it and
-- join it (K.S.A. gives k, s, a and ksa); spellings of Sint and Onze-Lieve-Vrouw give the full words as well.
CREATE FUNCTION register.name_words(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
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

-- Each word as it is and backwards behind "<", so that the end of a word can be looked for too: koor in kinderkoor.
-- PL/pgSQL and not SQL: the planner would inline that for every login that reads a view of this table, with the rights
-- of that login, which may not enter this schema.
CREATE FUNCTION register.name_vector(name text, short_name text, call_name text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    words text[] := register.name_words(concat_ws(' ', name, short_name, call_name));
BEGIN
    RETURN array_to_tsvector(words || array(SELECT '<' || reverse(word) FROM unnest(words) AS word));
END $$;

CREATE INDEX association_name_vector ON register.association
    USING gin (register.name_vector(name, short_name, call_name)) WHERE is_public;

-- One page of public associations, by vCode or by name. `words` must all stand in the name, as a word, its beginning or its end;
-- or `words_elsewhere` must (there may be none) with an address or area of operation in `place`. The views cannot use the index: they are
-- security barriers, and the operators of full text are not leakproof. What leaves is a number of the views.
CREATE FUNCTION publication.find_by_name(
    words text[], words_elsewhere text[], place text[], vcode text, areas text[], activities text[],
    page_size int, page_start int
) RETURNS TABLE (association_id bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    conditions text := 'a.is_public';
    in_areas CONSTANT text := '(EXISTS (SELECT FROM register.location l WHERE l.association_id = a.id AND l.nis = ANY (%1$s))'
        ' OR EXISTS (SELECT FROM register.association_area x JOIN register.area c ON c.code = x.area_code'
        ' WHERE x.association_id = a.id AND (c.code = ANY (%1$s) OR c.parent = ANY (%1$s))))';
    named CONSTANT text := 'register.name_vector(a.name, a.short_name, a.call_name) @@ %s::tsquery';
BEGIN
    IF vcode <> '' THEN
        conditions := conditions || ' AND a.vcode = $9';
    ELSIF cardinality(words) > 0 THEN
        conditions := conditions || ' AND (' || format(named, '$1')
            || CASE WHEN cardinality(place) > 0 THEN ' OR ' || format(in_areas, '$3') ELSE '' END
            || CASE WHEN cardinality(place) > 0 AND cardinality(words_elsewhere) > 0
                    THEN ' AND ' || format(named, '$2') ELSE '' END || ')';
    END IF;
    IF cardinality(areas) > 0 THEN
        conditions := conditions || ' AND ' || format(in_areas, '$4');
    END IF;
    IF cardinality(activities) > 0 THEN
        conditions := conditions || ' AND EXISTS (SELECT FROM register.association_activity y'
            ' WHERE y.association_id = a.id AND y.activity_code = ANY ($5))';
    END IF;
    RETURN QUERY EXECUTE
        'SELECT a.id FROM register.association a WHERE ' || conditions
        || ' ORDER BY lower(a.name) LIKE $6 DESC, length(a.name), lower(a.name), a.vcode LIMIT $7 OFFSET $8'
    USING register.name_query(words), register.name_query(words_elsewhere), place, areas, activities,
          coalesce(words[1], '') || '%', page_size, page_start, vcode;
END $$;

CREATE FUNCTION register.name_query(words text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(format('(%s:* | %s:*)', quote_literal(word), quote_literal('<' || reverse(word))), ' & '),
                    '')::tsquery
    FROM unnest(words) AS word
$$;

REVOKE ALL ON FUNCTION register.name_words, register.name_vector, register.name_query, publication.find_by_name FROM PUBLIC;
-- Who writes a name fills the index.
GRANT EXECUTE ON FUNCTION register.name_words, register.name_vector, register.name_query TO directory_registrar;
GRANT EXECUTE ON FUNCTION publication.find_by_name TO directory_public;
