ARG JRE_IMAGE
FROM ${JRE_IMAGE}
COPY libs /opt/kafka/libs
COPY kafka /etc/kafka/docker
RUN chmod 755 /etc/kafka/docker/run && mkdir -p /opt/kafka/bin /opt/kafka/config /mnt/shared/config /var/lib/kafka/data \
 && chown -R 1000:1000 /opt/kafka/config /mnt/shared/config /var/lib/kafka /etc/kafka
COPY kafka/connect-standalone.sh /opt/kafka/bin/
USER 1000:1000
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
