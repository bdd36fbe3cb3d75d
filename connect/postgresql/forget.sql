-- Run this every day: the topic forgets a record 28 days after the dump was collected, most often without a tombstone.
DELETE FROM cabs WHERE collected_at < now() - interval '28 days';
