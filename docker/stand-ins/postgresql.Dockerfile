ARG POSTGRESQL_BASE
FROM ${POSTGRESQL_BASE}
COPY postgresql/run /usr/local/bin/run
RUN ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/ && install -d -o postgres -g postgres /var/lib/postgresql /var/run/postgresql
USER postgres
EXPOSE 5432
STOPSIGNAL SIGINT
CMD ["/usr/local/bin/run"]
