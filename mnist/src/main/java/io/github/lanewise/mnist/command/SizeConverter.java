package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.image.ImageSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Height and width as in {@code 224x320}. */
final class SizeConverter implements ITypeConverter<ImageSize> {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})[x×]([1-9]\\d{0,3})");

    @Override
    public ImageSize convert(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no height and width, each from 1 to 9999, such as 224x320.");
        }
        return new ImageSize(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
