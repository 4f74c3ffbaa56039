package io.github.lanewise.engine.layer.conv;

/**
 * A least and a largest value that results are limited to; NaN stays NaN.
 *
 * @param least may be −∞
 * @param most may be +∞
 */
public record Limits(float least, float most) {
    /** Any number. */
    public static final Limits NONE = new Limits(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    /** Numbers from 0 on. */
    public static final Limits RECTIFIED = new Limits(0, Float.POSITIVE_INFINITY);
}
