#!/bin/bash
# A Connect worker, as Kafka's own script of this name starts it.
exec java -XX:+UseSerialGC ${KAFKA_HEAP_OPTS:--Xmx1g} -Dlog4j2.configurationFile=/etc/kafka/docker/log4j2.yaml \
  -cp '/opt/kafka/libs/*' org.apache.kafka.connect.cli.ConnectStandalone "$@"
