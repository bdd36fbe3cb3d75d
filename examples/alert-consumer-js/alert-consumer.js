// Prints a line for each state of each alert, from the table `alerts`: who was away for long gets of each alert the last
// state instead of all. A state is printed at least once.
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
const env = process.env;

// the topology compresses by LZ4, which KafkaJS leaves to others
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

const registry = new SchemaRegistryClient({
  baseURLs: [env.SCHEMA_REGISTRY_URL || 'http://127.0.0.1:8081/apis/ccompat/v7'],
});
const values = new AvroDeserializer(registry, SerdeType.VALUE, {});

const kafka = new Kafka({
  clientId: 'alert-consumer-js',
  brokers: (env.BOOTSTRAP_SERVERS || '127.0.0.1:9092').split(','),
  logLevel: logLevel.WARN,
});
// KafkaJS reads what is committed unless told otherwise
const consumer = kafka.consumer({ groupId: env.GROUP_ID || 'alert-consumer-js' });

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect().then(() => process.exit(0)));
}

await consumer.connect();
await consumer.subscribe({ topic: `${env.TOPIC_PREFIX ?? 'stopcode.'}alerts`, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ topic, message }) => {
    const alertId = message.key.toString();
    if (message.value === null) {
      console.log(`${alertId}\tDELETED`);
      return;
    }
    const alert = await values.deserialize(topic, message.value);
    console.log([alertId, alert.status, alert.severity, alert.summary].join('\t'));
  },
});
