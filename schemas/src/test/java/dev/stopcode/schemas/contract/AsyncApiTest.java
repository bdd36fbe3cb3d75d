package dev.stopcode.schemas.contract;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    @Test
    void shouldDescribeEveryTopicOfTheCatalogue() throws IOException {
        GeneratedFile.check(Path.of("asyncapi.yaml"), AsyncApi.document());
    }
}
