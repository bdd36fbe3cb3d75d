package dev.stopcode.benchmarks.endtoend;

import dev.stopcode.sandbox.broker.EmbeddedBroker;
import java.nio.file.Path;

/** The broker in a JVM of its own, so that its CPU is told apart; ends when its standard input does. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[1]), 0)) {
            System.out.println(broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // nothing is ever said: the end of the stream is the message
            }
        }
    }
}
