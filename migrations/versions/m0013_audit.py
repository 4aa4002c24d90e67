"""The record of what was told: rows that are only ever appended, each with the hash of all before it, and keys that can be thrown away.

A row tells who, when and what in plain words that name no document; what was asked and answered, and of which documents, is sealed beside
it. The seal's key is made of a key for the person, each document and each collection that it speaks of: where one of these is thrown away,
nobody can read it any more, and the chain, which is over the sealed bytes, still holds.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TABLES = """
CREATE TABLE audit (
  seq bigint PRIMARY KEY,
  entry text NOT NULL,
  hash text NOT NULL,
  sealed bytea NOT NULL,
  under text[] NOT NULL,
  rests bigint[] NOT NULL
);
CREATE TABLE audit_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL, hash text NOT NULL);
INSERT INTO audit_head (seq, hash) VALUES (0, '');
CREATE TABLE content_keys (name text PRIMARY KEY, key bytea NOT NULL);
CREATE TABLE holds (
  collection bigint PRIMARY KEY REFERENCES collections,
  reason text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE collections ADD COLUMN kept_days integer CHECK (kept_days > 0);
"""

FUNCTIONS = """
CREATE FUNCTION audit_is_kept() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER {path} AS $$
  SELECT EXISTS (SELECT 1 FROM people)
$$;

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the record of what was told is only ever appended to'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

-- The keys of names such as person:3, document:7, collection:2, made where they are not there: of who acts, and of what he may see.
CREATE FUNCTION audit_keys(names text[]) RETURNS TABLE (name text, key bytea) LANGUAGE plpgsql SECURITY DEFINER {path} AS $$
DECLARE me bigint := acting_person(); seen bigint[] := collections_to('read'); house boolean := acting_house();
BEGIN
  IF NOT audit_is_kept() THEN RETURN; END IF;
  RETURN QUERY
  WITH allowed AS (
    SELECT n FROM unnest(names) AS n WHERE house
      OR (n LIKE 'person:%' AND split_part(n, ':', 2) = coalesce(me, 0)::text)
      OR (n LIKE 'collection:%' AND split_part(n, ':', 2)::bigint = ANY (seen))
      OR (n LIKE 'document:%' AND EXISTS (
           SELECT 1 FROM documents d WHERE d.id = split_part(n, ':', 2)::bigint AND d.collection = ANY (seen)))
  ), made AS (
    INSERT INTO content_keys (name, key)
      SELECT n, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) FROM allowed
      ON CONFLICT DO NOTHING RETURNING content_keys.name, content_keys.key
  )
  SELECT made.name, made.key FROM made
  UNION ALL SELECT k.name, k.key FROM content_keys k JOIN allowed ON allowed.n = k.name
  ORDER BY 1;
END $$;

-- Append a row; who acts is told by Postgres, not by whoever calls.
CREATE FUNCTION audit_append(act text, said text, sealed_content bytea, names text[], on_collections bigint[])
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER {path} AS $$
DECLARE head audit_head; me record; line text; n bigint;
BEGIN
  IF NOT audit_is_kept() THEN RETURN NULL; END IF;
  SELECT * INTO me FROM acting();
  SELECT * INTO head FROM audit_head FOR UPDATE;
  n := head.seq + 1;
  line := '{{"seq":' || n || ',"at":"' || to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    || '","who":' || CASE WHEN acting_house() THEN '"house"' ELSE coalesce(to_json(me.name)::text, 'null') END
    || ',"key":' || coalesce(me.key::text, 'null') || ',"act":' || to_json(act) || ',"said":' || said
    || ',"sealed":"' || encode(sha256(sealed_content), 'hex') || '"}}';
  INSERT INTO audit (seq, entry, hash, sealed, under, rests)
    VALUES (n, line, encode(sha256(convert_to(head.hash || line, 'UTF8')), 'hex'), sealed_content, names, on_collections);
  UPDATE audit_head SET seq = n, hash = (SELECT hash FROM audit WHERE seq = n);
  RETURN n;
END $$;

CREATE FUNCTION audit_heads(after bigint) RETURNS TABLE (seq bigint, hash text) LANGUAGE sql STABLE SECURITY DEFINER {path} AS $$
  SELECT a.seq, a.hash FROM audit a WHERE a.seq > after ORDER BY a.seq LIMIT 100000
$$;

-- The keys under which a row is sealed, for an auditor who may see all that it rests on; fewer than it has where one was thrown away.
CREATE FUNCTION audit_open(wanted bigint) RETURNS TABLE (name text, key bytea) LANGUAGE sql STABLE SECURITY DEFINER {path} AS $$
  SELECT k.name, k.key FROM audit a JOIN content_keys k ON k.name = ANY (a.under)
  WHERE a.seq = wanted AND (acting_house() OR ('audit' = ANY ((acting()).scopes) AND a.rests <@ collections_to('read')))
  ORDER BY 1
$$;

-- Whether a run is of who acts, and withheld because he may not see any more what it rests on.
CREATE FUNCTION is_withheld(wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER {path} AS $$
  SELECT EXISTS (SELECT 1 FROM runs WHERE starts_with(id, wanted) AND length(wanted) >= 8 AND owner = acting_person()
    AND NOT rests <@ collections_to('read'))
$$;

-- What is under a hold is not deleted, by whomever.
CREATE FUNCTION holds_stand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {path} AS $$
BEGIN
  IF acting_house() AND current_setting('muniment.erasing', true) = 'on' THEN RETURN OLD; END IF;
  IF EXISTS (SELECT 1 FROM holds h WHERE h.collection = OLD.collection) THEN
    RAISE EXCEPTION 'under a legal hold' USING ERRCODE = 'MU001';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER holds_stand BEFORE DELETE ON documents FOR EACH ROW EXECUTE FUNCTION holds_stand();
"""

RULES = """
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY select_audit ON audit FOR SELECT USING ((SELECT 'audit' = ANY ((acting()).scopes)));
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE content_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE holds ENABLE ROW LEVEL SECURITY;
"""


def upgrade() -> None:
    """Create the tables, functions and policies."""
    schema = op.get_bind().execute(sa.text("SELECT quote_ident(current_schema())")).scalar_one()
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    path = f"SET search_path = pg_catalog, {schema}, pg_temp"
    for block in (TABLES, FUNCTIONS.format(path=path), RULES):
        # Many statements at once, which only the driver's own call without parameters takes.
        driver.execute(block)


def downgrade() -> None:
    """Not offered: the record of what was told is only ever appended to."""
    raise NotImplementedError("the record of what was told is only ever appended to")
