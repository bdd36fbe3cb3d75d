-- The table of postgresql-cabs.json. What it holds is personal data: forget.sql has to run every day.

CREATE TABLE cabs (
  id           text,
  cab_id_hash  text,
  failure_hash text,
  alert_id     text,
  driver_name  text,
  status       text,
  sha256       text,
  bytes        bigint,
  container    text,
  location     text,
  reason       text,
  collected_at timestamptz,
  triage       jsonb,
  PRIMARY KEY (id)
);
COMMENT ON TABLE cabs IS 'What became of each requested dump. Personal data.';
CREATE INDEX ON cabs (collected_at);
