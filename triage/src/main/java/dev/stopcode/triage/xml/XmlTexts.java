package dev.stopcode.triage.xml;

import dev.stopcode.triage.limit.Unreadable;
import dev.stopcode.triage.limit.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads texts between tags, and refuses a document that declares anything. */
final class XmlTexts {

    private static final int DEEPEST = 32;
    private static final int LONGEST = 512;
    private static final XMLInputFactory FACTORY = factory();

    /** What is told of a document, in its order. */
    interface Listener {

        /** A text without the blanks around it, cut where it is very long. */
        void text(String parent, String element, String text);

        default void end(String element) {}
    }

    private XmlTexts() {}

    /** The platform's own parser, whatever others there are. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** @param mostBytes how much of the document may be read */
    static void read(InputStream in, int mostBytes, Listener listener) throws IOException {
        WatchedInput watched = new WatchedInput(new CappedInput(in, mostBytes));
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(watched);
            try {
                read(xml, listener);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // an exception of the stream comes wrapped, and malformed input breaks the parser in many ways
            watched.rethrow();
            throw Unreadable.broken("an XML part is not well-formed");
        }
    }

    private static void read(XMLStreamReader xml, Listener listener) throws XMLStreamException, Unreadable {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Unreadable.hostile("an XML part has a DTD");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() == DEEPEST) {
                        throw Unreadable.limit("an XML part is nested too deeply");
                    }
                    path.push(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    String more = xml.getText();
                    text.append(more, 0, Math.min(more.length(), LONGEST - text.length()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    String element = path.pop();
                    String whole = text.toString().strip();
                    if (!whole.isEmpty()) {
                        listener.text(Objects.requireNonNullElse(path.peek(), ""), element, whole);
                    }
                    listener.end(element);
                    text.setLength(0);
                }
                default -> {}
            }
        }
    }
}
