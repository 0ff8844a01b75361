-- Saved widgets, their history and their figures.

-- A saved widget. The secret link is the right to change it; of the link only a hash is kept, so that
-- who reads this table, or a backup of it, can change nothing.
CREATE TABLE site.widget (
    id text PRIMARY KEY CHECK (id ~ '^[a-z2-7]{12}$'),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
    configuration text NOT NULL CHECK (length(configuration) <= 2000),
    origins text[] NOT NULL CHECK (cardinality(origins) <= 20 AND length(array_to_string(origins, ' ')) <= 3000),
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site.widget_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    widget_id text NOT NULL REFERENCES site.widget (id) ON DELETE CASCADE,
    changed_at timestamptz NOT NULL DEFAULT now(),
    field text NOT NULL CHECK (field IN ('title', 'configuration', 'origins')),
    before text NOT NULL,
    after text NOT NULL
);
CREATE INDEX widget_change_widget ON site.widget_change (widget_id, id);

CREATE TABLE site.widget_day (
    widget_id text NOT NULL REFERENCES site.widget (id) ON DELETE CASCADE,
    day date NOT NULL,
    searches bigint NOT NULL,
    opened bigint NOT NULL,
    PRIMARY KEY (widget_id, day)
);
CREATE INDEX widget_day_day ON site.widget_day (day);

-- Words that found nothing, per month: in a day few words would be asked often enough to be shown.
CREATE TABLE site.widget_term (
    widget_id text NOT NULL REFERENCES site.widget (id) ON DELETE CASCADE,
    month date NOT NULL CHECK (date_trunc('month', month) = month),
    term text NOT NULL CHECK (length(term) BETWEEN 1 AND 60),
    times bigint NOT NULL,
    PRIMARY KEY (widget_id, month, term)
);
CREATE INDEX widget_term_month ON site.widget_term (month);

-- What was brought over from Redis already: a task that runs twice counts once.
CREATE TABLE site.widget_batch (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);

-- The web sees a word only once it was asked five times: before that it may be about one person.
CREATE VIEW site.widget_term_shown WITH (security_barrier) AS
SELECT widget_id, month, term, times FROM site.widget_term WHERE times >= 5;

GRANT SELECT, DELETE ON site.widget TO directory_public;
GRANT INSERT (id, title, configuration, origins, token_hash) ON site.widget TO directory_public;
GRANT UPDATE (title, configuration, origins, changed_at) ON site.widget TO directory_public;
GRANT SELECT, INSERT (widget_id, field, before, after) ON site.widget_change TO directory_public;
GRANT SELECT ON site.widget_day, site.widget_term_shown TO directory_public;

GRANT SELECT (id) ON site.widget TO directory_indexer;
GRANT SELECT, INSERT, UPDATE, DELETE ON site.widget_day, site.widget_term TO directory_indexer;
GRANT SELECT, INSERT, DELETE ON site.widget_batch TO directory_indexer;
