-- The tables that the ready connectors fill. A row is a record: its columns are the fields of the record's schema, whose
-- documentation says what they mean; fields that hold records or lists are jsonb. id is the record's key. All columns
-- may be null, since older records lack the fields of newer releases; a field of a release that is newer than this file
-- becomes a column by itself.

CREATE TABLE alerts (
  id                 text,
  alert_id           text,
  driver_name        text,
  kind               text,
  status             text,
  severity           text,
  failure_hash       text,
  failure_name       text,
  driver_version     text,
  start_date         date,
  end_date           date,
  data_through       date,
  observed           bigint,
  expected           double precision,
  devices            bigint,
  upper_bound        double precision,
  judged_date        date,
  window_days        integer,
  window_observed    bigint,
  window_expected    double precision,
  window_variance    double precision,
  score              double precision,
  threshold          double precision,
  baseline_from      date,
  baseline_to        date,
  series             jsonb,
  contributors       jsonb,
  members            jsonb,
  release            jsonb,
  sources            jsonb,
  overdue_sources    jsonb,
  completeness       double precision,
  as_of              date,
  backfill           boolean,
  merged_into        text,
  action             jsonb,
  severity_at_action text,
  muted_up_to        double precision,
  rule               text,
  summary            text,
  updated_at         timestamptz,
  PRIMARY KEY (id)
);
COMMENT ON TABLE alerts IS 'The latest state of each alert.';
CREATE INDEX ON alerts (driver_name, start_date);

CREATE TABLE failures (
  id                text,
  failure_hash      text,
  failure_name      text,
  symbol            text,
  failure_class     text,
  code              text,
  image             text,
  function          text,
  hash_matches_name boolean,
  first_seen        date,
  last_seen         date,
  events            bigint,
  versions          jsonb,
  PRIMARY KEY (id)
);
COMMENT ON TABLE failures IS 'Deduplicated failures.';
CREATE INDEX ON failures (first_seen);

CREATE TABLE driver_days (
  id             text,
  driver_name    text,
  driver_version text,
  date           date,
  events         bigint,
  expected       double precision,
  upper_bound    double precision,
  devices        bigint,
  complete       boolean,
  PRIMARY KEY (id)
);
COMMENT ON TABLE driver_days IS 'Daily counts by driver and version; driver_version is null for the driver as a whole.';
CREATE INDEX ON driver_days (date, driver_name);

CREATE TABLE driver_versions (
  id          text,
  driver_name text,
  verdict     text,
  events      bigint,
  evidence    jsonb,
  gates       jsonb,
  updated_at  timestamptz,
  PRIMARY KEY (id)
);
COMMENT ON TABLE driver_versions IS 'Releases, and whether they are worse than their predecessors.';

CREATE TABLE driver_installs (
  id             text,
  driver_name    text,
  driver_version text,
  date           date,
  installs       bigint,
  PRIMARY KEY (id)
);
COMMENT ON TABLE driver_installs IS 'Devices that ran each version on a day, where somebody told.';

CREATE TABLE source_status (
  id               text,
  source           text,
  counting         boolean,
  overdue          boolean,
  newest_day       date,
  complete_through date,
  as_of            date,
  harvested_at     timestamptz,
  completeness     jsonb,
  PRIMARY KEY (id)
);
COMMENT ON TABLE source_status IS 'How far each source has been harvested.';

CREATE TABLE regression_alerts (
  __connect_topic     text,
  __connect_partition integer,
  __connect_offset    bigint,
  alert_id            text,
  driver_name         text,
  kind                text,
  status              text,
  severity            text,
  failure_hash        text,
  failure_name        text,
  driver_version      text,
  start_date          date,
  end_date            date,
  data_through        date,
  observed            bigint,
  expected            double precision,
  devices             bigint,
  upper_bound         double precision,
  judged_date         date,
  window_days         integer,
  window_observed     bigint,
  window_expected     double precision,
  window_variance     double precision,
  score               double precision,
  threshold           double precision,
  baseline_from       date,
  baseline_to         date,
  series              jsonb,
  contributors        jsonb,
  members             jsonb,
  release             jsonb,
  sources             jsonb,
  overdue_sources     jsonb,
  completeness        double precision,
  as_of               date,
  backfill            boolean,
  merged_into         text,
  action              jsonb,
  severity_at_action  text,
  muted_up_to         double precision,
  rule                text,
  summary             text,
  updated_at          timestamptz,
  PRIMARY KEY (__connect_topic, __connect_partition, __connect_offset)
);
COMMENT ON TABLE regression_alerts IS 'The feed of alerts: every state of every alert.';
CREATE INDEX ON regression_alerts (alert_id, updated_at);
