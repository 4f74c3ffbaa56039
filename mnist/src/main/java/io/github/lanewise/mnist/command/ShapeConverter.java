package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Channels, height and width as in {@code 3x32x32}. */
final class ShapeConverter implements ITypeConverter<Shape> {
    private static final String EXTENT = "([1-9]\\d{0,3})";
    private static final Pattern SHAPE =
            Pattern.compile(EXTENT + "[x×]" + EXTENT + "[x×]" + EXTENT);

    @Override
    public Shape convert(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' are no channels, height and width, each from 1 to 9999, such as"
                            + " 3x32x32.");
        }
        return Shape.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
