ARG JRE_IMAGE
FROM ${JRE_IMAGE}
COPY registry /deployments
USER 1000:1000
WORKDIR /deployments
EXPOSE 8080
ENTRYPOINT ["java", "-Xmx384m", "-XX:+UseSerialGC", "-jar", "/deployments/quarkus-run.jar"]
