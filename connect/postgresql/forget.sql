-- Run this every day: the topic forgets a record 28 days after the dump was collected, without a word to the sinks.
DELETE FROM cabs WHERE collected_at < now() - interval '28 days';
