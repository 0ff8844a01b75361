-- Names are folded for the fallback search as they are for the search engine (directory/language): every Latin letter as
-- the plain letters that it stands for, no invisible signs, no accents of any script. A test compares every character.

-- `fold` of directory/language/normalise.py. The classes and the table are those of directory/language/letters.py.
CREATE FUNCTION register.folded(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    invisible CONSTANT text := '\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064'
        '\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U00013430-\U00013438\U00016fe4'
        '\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e0022\U000e0024-\U000e007f'
        '\U000e0100-\U000e01ef';
    accents CONSTANT text := '\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
        '\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711'
        '\u0730-\u074a\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b'
        '\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u093c\u094d\u0951-\u0954\u09bc\u09cd\u09fe\u0a3c\u0a4d\u0abc'
        '\u0acd\u0b3c\u0b4d\u0bcd\u0c3c\u0c4d-\u0c56\u0cbc\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e38-\u0e3a'
        '\u0e48-\u0e4b\u0eb8-\u0eba\u0ec8-\u0ecb\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71\u0f72\u0f74\u0f7a-\u0f7d'
        '\u0f80\u0f82-\u0f84\u0f86\u0f87\u0fc6\u1037\u1039\u103a\u108d\u135d-\u135f\u1714\u1715\u1734\u17d2'
        '\u17dd\u18a9\u1939-\u193b\u1a17\u1a18\u1a60\u1a75-\u1a7f\u1ab0-\u1abd\u1abf-\u1ace\u1b34\u1b44'
        '\u1b6b-\u1b73\u1baa\u1bab\u1be6\u1bf2\u1bf3\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce0\u1ce2-\u1ce8\u1ced\u1cf4'
        '\u1cf8\u1cf9\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff'
        '\u302a-\u302f\u3099\u309a\ua66f\ua674-\ua67d\ua69e\ua69f\ua6f0\ua6f1\ua806\ua82c\ua8c4\ua8e0-\ua8f1'
        '\ua92b-\ua92d\ua953\ua9b3\ua9c0\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\uaaf6\uabed\ufb1e'
        '\ufe20-\ufe2f\U000101fd\U000102e0\U00010376-\U0001037a\U00010a0d\U00010a0f\U00010a38-\U00010a3f'
        '\U00010ae5\U00010ae6\U00010d24-\U00010d27\U00010eab\U00010eac\U00010f46-\U00010f50'
        '\U00010f82-\U00010f85\U00011046\U00011070\U0001107f\U000110b9\U000110ba\U00011100-\U00011102'
        '\U00011133\U00011134\U00011173\U000111c0\U000111ca\U00011235\U00011236\U000112e9\U000112ea\U0001133b'
        '\U0001133c\U0001134d\U00011366-\U00011374\U00011442\U00011446\U0001145e\U000114c2\U000114c3'
        '\U000115bf\U000115c0\U0001163f\U000116b6\U000116b7\U0001172b\U00011839\U0001183a\U0001193d\U0001193e'
        '\U00011943\U000119e0\U00011a34\U00011a47\U00011a99\U00011c3f\U00011d42\U00011d44\U00011d45\U00011d97'
        '\U00016af0-\U00016af4\U00016b30-\U00016b36\U00016ff0\U00016ff1\U0001bc9e\U0001d165-\U0001d169'
        '\U0001d16d-\U0001d172\U0001d17b-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad'
        '\U0001d242-\U0001d244\U0001e000-\U0001e02a\U0001e130-\U0001e136\U0001e2ae\U0001e2ec-\U0001e2ef'
        '\U0001e8d0-\U0001e8d6\U0001e944-\U0001e94a';
    plain text := name;
BEGIN
    IF octet_length(name) = length(name) THEN  -- ASCII, as most names are
        RETURN replace(lower(name), '&', ' en ');
    END IF;
    plain := translate(plain, U&'\+002116\+002120\+002121\+002122\+00213b\+01f16a\+01f16b\+01f16c\+0002b9\+0002ba\+0002bb\+0002bc\+0002bd\+0002ee', '        ''''''''''''');
    plain := regexp_replace(plain, '[' || invisible || ']', '', 'g');
    plain := regexp_replace(normalize(plain, NFKD), '[' || accents || ']', '', 'g');
    plain := casefold(plain COLLATE pg_catalog.pg_unicode_fast);
    IF octet_length(plain) > length(plain) THEN
        DECLARE
            plain_letters CONSTANT jsonb :=
                '{"æ":"ae","ð":"d","ø":"o","þ":"th","đ":"d","ħ":"h","ı":"i","ĸ":"q","ł":"l","ŋ":"n","œ":"oe","ŧ":"t",'
                '"ƀ":"b","ƃ":"b","ƈ":"c","ƌ":"d","ƍ":"d","ƒ":"f","ƕ":"hv","ƙ":"k","ƚ":"l","ƞ":"n","ƣ":"oi","ƥ":"p",'
                '"ƪ":"s","ƫ":"t","ƭ":"t","ƴ":"y","ƶ":"z","ƹ":"z","ƺ":"z","ƿ":"w","ǝ":"e","ǥ":"g","ȝ":"g","ȡ":"d",'
                '"ȣ":"ou","ȥ":"z","ȴ":"l","ȵ":"n","ȶ":"t","ȷ":"j","ȸ":"db","ȹ":"qp","ȼ":"c","ȿ":"s","ɀ":"z","ɇ":"e",'
                '"ɉ":"j","ɋ":"q","ɍ":"r","ɏ":"y","ɐ":"a","ɑ":"a","ɒ":"a","ɓ":"b","ɔ":"o","ɕ":"c","ɖ":"d","ɗ":"d",'
                '"ɘ":"e","ə":"e","ɚ":"e","ɛ":"e","ɜ":"e","ɝ":"e","ɞ":"e","ɟ":"j","ɠ":"g","ɡ":"g","ɢ":"g","ɣ":"g",'
                '"ɥ":"h","ɦ":"h","ɨ":"i","ɩ":"i","ɪ":"i","ɫ":"l","ɬ":"l","ɭ":"l","ɯ":"m","ɰ":"m","ɱ":"m","ɲ":"n",'
                '"ɳ":"n","ɴ":"n","ɵ":"o","ɶ":"oe","ɹ":"r","ɺ":"r","ɻ":"r","ɼ":"r","ɽ":"r","ɾ":"r","ɿ":"r","ʀ":"r",'
                '"ʁ":"r","ʂ":"s","ʃ":"s","ʄ":"j","ʅ":"s","ʆ":"s","ʇ":"t","ʈ":"t","ʉ":"u","ʊ":"u","ʋ":"v","ʌ":"v",'
                '"ʍ":"w","ʎ":"y","ʏ":"y","ʐ":"z","ʑ":"z","ʒ":"z","ʓ":"z","ʗ":"c","ʙ":"b","ʚ":"e","ʛ":"g","ʜ":"h",'
                '"ʝ":"j","ʞ":"k","ʟ":"l","ʠ":"q","ʣ":"dz","ʥ":"dz","ʦ":"ts","ʨ":"tc","ʪ":"ls","ʫ":"lz","ʮ":"h",'
                '"ʯ":"h","ᴀ":"a","ᴁ":"ae","ᴂ":"ae","ᴃ":"b","ᴄ":"c","ᴅ":"d","ᴆ":"d","ᴇ":"e","ᴈ":"e","ᴉ":"i","ᴊ":"j",'
                '"ᴋ":"k","ᴌ":"l","ᴍ":"m","ᴎ":"n","ᴏ":"o","ᴐ":"o","ᴑ":"o","ᴒ":"o","ᴓ":"o","ᴔ":"oe","ᴕ":"ou","ᴖ":"o",'
                '"ᴗ":"o","ᴘ":"p","ᴙ":"r","ᴚ":"r","ᴛ":"t","ᴜ":"u","ᴝ":"u","ᴞ":"u","ᴟ":"m","ᴠ":"v","ᴡ":"w","ᴢ":"z",'
                '"ᴣ":"z","ᵫ":"ue","ᵬ":"b","ᵭ":"d","ᵮ":"f","ᵯ":"m","ᵰ":"n","ᵱ":"p","ᵲ":"r","ᵳ":"r","ᵴ":"s","ᵵ":"t",'
                '"ᵶ":"z","ᵷ":"g","ᵹ":"g","ᵺ":"th","ᵻ":"i","ᵼ":"i","ᵽ":"p","ᵾ":"u","ᵿ":"u","ᶀ":"b","ᶁ":"d","ᶂ":"f",'
                '"ᶃ":"g","ᶄ":"k","ᶅ":"l","ᶆ":"m","ᶇ":"n","ᶈ":"p","ᶉ":"r","ᶊ":"s","ᶋ":"s","ᶌ":"v","ᶍ":"x","ᶎ":"z",'
                '"ᶏ":"a","ᶐ":"a","ᶑ":"d","ᶒ":"e","ᶓ":"e","ᶔ":"e","ᶕ":"e","ᶖ":"i","ᶗ":"o","ᶘ":"s","ᶙ":"u","ᶚ":"z",'
                '"ẜ":"s","ẝ":"s","ẟ":"d","ỻ":"ll","ỽ":"v","ỿ":"y","ↄ":"c","ⱡ":"l","ⱥ":"a","ⱦ":"t","ⱨ":"h","ⱪ":"k",'
                '"ⱬ":"z","ⱱ":"v","ⱳ":"w","ⱴ":"v","ⱶ":"h","ⱸ":"e","ⱹ":"r","ⱺ":"o","ⱻ":"e","ꜩ":"tz","ꜰ":"f","ꜱ":"s",'
                '"ꜳ":"aa","ꜵ":"ao","ꜷ":"au","ꜹ":"av","ꜻ":"av","ꜽ":"ay","ꜿ":"c","ꝁ":"k","ꝃ":"k","ꝅ":"k","ꝇ":"l",'
                '"ꝉ":"l","ꝋ":"o","ꝍ":"o","ꝏ":"oo","ꝑ":"p","ꝓ":"p","ꝕ":"p","ꝗ":"q","ꝙ":"q","ꝛ":"r","ꝟ":"v","ꝡ":"vy",'
                '"ꝣ":"z","ꝥ":"th","ꝧ":"th","ꝫ":"et","ꝭ":"is","ꝸ":"um","ꝺ":"d","ꝼ":"f","ꝿ":"g","ꞁ":"l","ꞃ":"r",'
                '"ꞅ":"s","ꞇ":"t","ꞎ":"l","ꞑ":"n","ꞓ":"c","ꞔ":"c","ꞕ":"h","ꞗ":"b","ꞙ":"f","ꞛ":"ae","ꞝ":"oe","ꞟ":"ue",'
                '"ꞡ":"g","ꞣ":"k","ꞥ":"n","ꞧ":"r","ꞩ":"s","ꞯ":"q","ꞹ":"u","ꞻ":"a","ꞽ":"i","ꞿ":"u","ꟁ":"o","ꟃ":"w",'
                '"ꟈ":"d","ꟊ":"s","ꟑ":"g","ꟓ":"th","ꟕ":"w","ꟗ":"s","ꟙ":"s","ꟶ":"h","ꟺ":"m","ꬰ":"a","ꬱ":"e","ꬲ":"e",'
                '"ꬳ":"e","ꬴ":"e","ꬵ":"f","ꬶ":"g","ꬷ":"l","ꬸ":"l","ꬹ":"l","ꬺ":"m","ꬻ":"n","ꬼ":"n","ꬽ":"o","ꬾ":"o",'
                '"ꬿ":"o","ꭀ":"oe","ꭁ":"oe","ꭂ":"oe","ꭃ":"o","ꭄ":"o","ꭅ":"r","ꭆ":"r","ꭇ":"r","ꭈ":"r","ꭉ":"r","ꭊ":"r",'
                '"ꭋ":"r","ꭌ":"r","ꭍ":"s","ꭎ":"u","ꭏ":"u","ꭐ":"ui","ꭑ":"ui","ꭒ":"u","ꭖ":"x","ꭗ":"x","ꭘ":"x","ꭙ":"x",'
                '"ꭚ":"y","ꭡ":"e","ꭢ":"oe","ꭣ":"uo","ꭤ":"a","ꭦ":"dz","ꭧ":"ts","ꭨ":"r","𝼁":"g","𝼂":"g","𝼃":"k","𝼄":"l",'
                '"𝼆":"y","𝼇":"n","𝼈":"r","𝼉":"t","𝼋":"s","𝼌":"s","𝼍":"t","𝼏":"c","𝼐":"k","𝼑":"l","𝼓":"l","𝼔":"n",'
                '"𝼕":"r","𝼖":"r","𝼘":"z","𝼚":"i","𝼛":"o","𝼝":"c","𝼞":"s","ʹ":"''","ʺ":"''","ʻ":"''","ʼ":"''",'
                '"ʽ":"''","ˮ":"''","№":" ","℠":" ","℡":" ","™":" ","℻":" ","🅪":" ","🅫":" ","🅬":" "}';
        BEGIN
            plain := (SELECT string_agg(coalesce(plain_letters ->> one.letter, one.letter), '' ORDER BY one.place)
                      FROM string_to_table(plain, NULL) WITH ORDINALITY AS one (letter, place));
        END;
    END IF;
    RETURN replace(plain, '&', ' en ');
END $$;

-- `join_plus_ages` of directory/language/plus_ages.py: 50+, 50-plussers and vijftigplus are one word, 50plus.
CREATE FUNCTION register.with_plus_ages(plain text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    plus CONSTANT text := '(?:[\s-]{0,3}plus(?:sers?)?(?![[:alnum:]])|-?plus(?:sers?)?(?=[[:alpha:]]))';
    plus_sign CONSTANT text := '[\s-]{0,3}\+(?!\s*\d)(?:[-''\u2019]?ers?(?![[:alnum:]]))?';
    units CONSTANT text[] := '{een,twee,drie,vier,vijf,zes,zeven,acht,negen}';
    tens CONSTANT text[] := '{twintig,dertig,veertig,vijftig,zestig,zeventig,tachtig,negentig}';
    in_words CONSTANT text := '(?<![[:alnum:]])(?:(' || array_to_string(units, '|') || ')en)?('
        || array_to_string(tens, '|') || ')' || plus;
    found text[];
BEGIN
    IF plain !~ '\+|plus' THEN
        RETURN plain;
    END IF;
    plain := regexp_replace(plain, '(?<![[:alnum:]])(\d{2,3})(?:' || plus_sign || '|' || plus || ')', ' \1plus ', 'g');
    LOOP
        found := regexp_match(plain, in_words);
        EXIT WHEN found IS NULL;
        plain := regexp_replace(plain, in_words, format(
            ' %splus ', 10 * (array_position(tens, found[2]) + 1) + coalesce(array_position(units, found[1]), 0)));
    END LOOP;
    RETURN plain;
END $$;

DROP INDEX register.association_name_vector;

-- The words of a name, at least those of `name_words` in directory/language/normalise.py. Dots within an abbreviation
-- split it and join it (K.S.A. gives k, s, a and ksa); spellings of Sint and Onze-Lieve-Vrouw give the full words as
-- well; a name without letters and digits is one word of its signs.
CREATE OR REPLACE FUNCTION register.name_words(name text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    -- Numbers that Postgres takes for signs, and marks that it takes for letters.
    more_numbers CONSTANT text := '\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d58-\u0d5e\u0d70-\u0d78\u0f2a-\u0f33'
        '\u1369-\u137c\u17f0-\u17f9\u19da\u24eb-\u24ff\u2776-\u2793\u2cfd\u3248-\u324f\ua830-\ua835'
        '\U00010107-\U00010133\U00010175-\U00010178\U0001018a\U0001018b\U000102e1-\U000102fb'
        '\U00010320-\U00010323\U00010858-\U0001085f\U00010879-\U0001087f\U000108a7-\U000108af'
        '\U000108fb-\U000108ff\U00010916-\U0001091b\U000109bc\U000109bd\U000109c0-\U000109ff'
        '\U00010a40-\U00010a48\U00010a7d\U00010a7e\U00010a9d-\U00010a9f\U00010aeb-\U00010aef'
        '\U00010b58-\U00010b5f\U00010b78-\U00010b7f\U00010ba9-\U00010baf\U00010cfa-\U00010cff'
        '\U00010e60-\U00010e7e\U00010f1d-\U00010f26\U00010f51-\U00010f54\U00010fc5-\U00010fcb'
        '\U00011052-\U00011065\U000111e1-\U000111f4\U0001173a\U0001173b\U000118ea-\U000118f2'
        '\U00011c5a-\U00011c6c\U00011fc0-\U00011fd4\U00016b5b-\U00016b61\U00016e80-\U00016e96'
        '\U0001d2e0-\U0001d2f3\U0001d360-\U0001d378\U0001e8c7-\U0001e8cf\U0001ec71-\U0001ecab'
        '\U0001ecad-\U0001ecaf\U0001ecb1-\U0001ed2d\U0001ed2f-\U0001ed3d\U0001f10b\U0001f10c';
    no_letters CONSTANT text := '\u07a6-\u07b0\u0900-\u0903\u093a\u093b\u093e-\u094f\u0955-\u0957\u0962\u0963\u0981-\u0983'
        '\u09be-\u09c8\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3e-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83'
        '\u0abe-\u0acc\u0ae2\u0ae3\u0afa-\u0afc\u0b01-\u0b03\u0b3e-\u0b47\u0b56\u0b57\u0b62\u0b63\u0b82'
        '\u0bbe-\u0bc8\u0bd7\u0c00-\u0c04\u0c3e-\u0c4c\u0c62\u0c63\u0c81-\u0c83\u0cbe-\u0cd6\u0ce2\u0ce3'
        '\u0d00-\u0d03\u0d3e-\u0d48\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dcf-\u0ddf\u0df2\u0df3\u0e31'
        '\u0e34-\u0e37\u0e4d\u0eb1\u0eb4-\u0ebc\u0ecd\u0f7e\u0f7f\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059'
        '\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108c\u108f\u109a-\u109d\u1712\u1713'
        '\u1732\u1733\u1752\u1753\u1772\u1773\u17b6-\u17c8\u1885\u1886\u1920-\u1938\u1a19-\u1a1b\u1a55-\u1a74'
        '\u1b00-\u1b04\u1b35-\u1b42\u1b80-\u1b82\u1ba1-\u1bad\u1be7-\u1bf1\u1c24-\u1c36\ua802\ua80b'
        '\ua823-\ua827\ua880\ua881\ua8b4-\ua8c5\ua8ff\ua926-\ua92a\ua947-\ua952\ua980-\ua983\ua9b4-\ua9bf'
        '\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaa7b-\uaa7d\uaaeb-\uaaef\uaaf5\uabe3-\uabea'
        '\U00010a01-\U00010a0e\U00011000-\U00011002\U00011038-\U00011045\U00011073\U00011074'
        '\U00011080-\U00011082\U000110b0-\U000110b8\U000110c2\U00011127-\U00011132\U00011145\U00011146'
        '\U00011180-\U00011182\U000111b3-\U000111bf\U000111ce\U000111cf\U0001122c-\U00011237\U0001123e'
        '\U000112df-\U000112e8\U00011300-\U00011303\U0001133e-\U00011348\U00011357\U00011362\U00011363'
        '\U00011435-\U00011445\U000114b0-\U000114c1\U000115af-\U000115be\U000115dc\U000115dd'
        '\U00011630-\U00011640\U000116ab-\U000116b5\U0001171d-\U0001172a\U0001182c-\U00011838'
        '\U00011930-\U0001193c\U00011940\U00011942\U000119d1-\U000119df\U000119e4\U00011a01-\U00011a0a'
        '\U00011a35-\U00011a39\U00011a3b-\U00011a3e\U00011a51-\U00011a5b\U00011a8a-\U00011a97'
        '\U00011c2f-\U00011c3e\U00011c92-\U00011cb6\U00011d31-\U00011d43\U00011d47\U00011d8a-\U00011d96'
        '\U00011ef3-\U00011ef6\U00016f4f\U00016f51-\U00016f92\U0001f150-\U0001f169\U0001f170-\U0001f189';
    between_words text := '[^[:alnum:]]+';
    plain text;
    found text[] := '{}';
BEGIN
    IF name = '' THEN
        RETURN found;
    END IF;
    -- Python takes the four separators of ASCII for white space, Postgres does not.
    plain := register.with_plus_ages(register.folded(translate(name, E'\x1c\x1d\x1e\x1f', '    ')));
    IF octet_length(plain) > length(plain) THEN
        plain := regexp_replace(plain, '[' || no_letters || ']', ' ', 'g');
        between_words := '[^[:alnum:]' || more_numbers || ']+';
    END IF;
    found := regexp_split_to_array(plain COLLATE pg_catalog.pg_unicode_fast, between_words);
    IF plain LIKE '%.%' THEN
        found := found || regexp_split_to_array(
            regexp_replace(plain COLLATE pg_catalog.pg_unicode_fast,
                           '\.(?<=\y[[:alpha:]]\.)\s?(?=[[:alpha:]](?:\.|\y(?![-''])))', '', 'g'), between_words);
    END IF;
    IF found && '{st,ste,sinte}' THEN
        found := found || '{sint}';
    END IF;
    IF found && '{olv,olvr,olvrouw}' OR found @> '{o,l,v}' OR found @> '{o,l,vr}' OR found @> '{o,l,vrouw}'
        OR found @> '{ol,vrouw}' THEN
        found := found || '{onze,lieve,vrouw}';
    END IF;
    IF plain LIKE '%h.%' THEN
        found := found || '{heilige}';
    END IF;
    found := array(SELECT DISTINCT left(word, 100) FROM unnest(found) AS word WHERE word <> '');
    IF cardinality(found) = 0 THEN
        found := array_remove(ARRAY[left(regexp_replace(plain, '\s', '', 'g'), 40)], '');
    END IF;
    RETURN found;
END $$;

CREATE OR REPLACE FUNCTION register.name_vector(name text, short_name text, call_name text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    words text[] := register.name_words(name) || register.name_words(short_name) || register.name_words(call_name);
BEGIN
    RETURN array_to_tsvector(words || array(SELECT '<' || reverse(word) FROM unnest(words) AS word));
END $$;

CREATE INDEX association_name_vector ON register.association
    USING gin (register.name_vector(name, short_name, call_name)) WHERE is_public;

-- A lexeme of a tsquery stands between quotes, in which a quote and a backslash are written twice.
CREATE FUNCTION register.quoted_lexeme(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*'
$$;

CREATE OR REPLACE FUNCTION register.name_query(words text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(format('(%s | %s)', register.quoted_lexeme(word),
                                      register.quoted_lexeme('<' || reverse(word))), ' & '), '')::tsquery
    FROM unnest(words) AS word
$$;

REVOKE ALL ON FUNCTION register.folded, register.with_plus_ages, register.quoted_lexeme FROM PUBLIC;
GRANT EXECUTE ON FUNCTION register.folded, register.with_plus_ages, register.quoted_lexeme TO directory_registrar;
