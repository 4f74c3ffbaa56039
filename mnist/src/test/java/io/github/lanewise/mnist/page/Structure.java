package io.github.lanewise.mnist.page;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The elements of a page. All are closed, so that a reader of XML finds them. */
record Structure(Document document) {
    static Structure of(String html) {
        try {
            return new Structure(
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(html))));
        } catch (Exception e) {
            throw new AssertionError("The page is not well-formed.", e);
        }
    }

    List<Element> elements(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    List<String> texts(String tag) {
        return elements(tag).stream().map(Element::getTextContent).toList();
    }
}
